import type { GitRepository } from './GitRepository';
import type { Commit } from './objects';
import { findEntry } from './trees';

/** How two commits stand to each other. */
export interface Comparison {
  readonly mergeBase: Commit | undefined;
  /** Commits that only the head has, oldest first. */
  readonly ahead: readonly Commit[];
  /** How many commits only the base has. */
  readonly behind: number;
}

/** A commit and all that it descends from, newest first; a parent never comes before its child. */
export async function listHistory(
  git: GitRepository,
  oid: string,
): Promise<Commit[]> {
  const reachable = await collectReachable(git, oid);
  const children = new Map<string, number>();
  for (const commit of reachable.values()) {
    commit.parents.forEach(parent =>
      children.set(parent, (children.get(parent) ?? 0) + 1),
    );
  }
  const ready = [...reachable.values()].filter(
    commit => !children.has(commit.oid),
  );
  const sorted: Commit[] = [];
  for (let next = takeNewest(ready); next; next = takeNewest(ready)) {
    sorted.push(next);
    for (const parent of next.parents) {
      const left = (children.get(parent) ?? 0) - 1;
      children.set(parent, left);
      const commit = reachable.get(parent);
      if (left === 0 && commit) {
        ready.push(commit);
      }
    }
  }
  return sorted;
}

async function collectReachable(
  git: GitRepository,
  oid: string,
): Promise<Map<string, Commit>> {
  const reachable = new Map<string, Commit>();
  const waiting = [oid];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const commit = reachable.has(next) ? undefined : await git.readCommit(next);
    if (commit) {
      reachable.set(next, commit);
      waiting.push(...commit.parents);
    }
  }
  return reachable;
}

function takeNewest(ready: Commit[]): Commit | undefined {
  const newest = ready.reduce<Commit | undefined>(
    (best, commit) =>
      best && best.committer.timestamp >= commit.committer.timestamp
        ? best
        : commit,
    undefined,
  );
  if (newest) {
    ready.splice(ready.indexOf(newest), 1);
  }
  return newest;
}

/** Commits of a history that changed a path, newest first. */
export async function listHistoryOfPath(
  git: GitRepository,
  oid: string,
  path: string,
): Promise<Commit[]> {
  const changed: Commit[] = [];
  for (const commit of await listHistory(git, oid)) {
    const [parent] = commit.parents;
    const before = parent ? await git.readCommit(parent) : undefined;
    const here = await findEntry(git, commit.tree, path);
    const there = before && (await findEntry(git, before.tree, path));
    if (here?.oid !== there?.oid) {
      changed.push(commit);
    }
  }
  return changed;
}

/** What a head holds beyond a base, and the other way round. */
export async function compareCommits(
  git: GitRepository,
  base: string,
  head: string,
): Promise<Comparison> {
  const baseHistory = await listHistory(git, base);
  const headHistory = await listHistory(git, head);
  const inBase = new Set(baseHistory.map(commit => commit.oid));
  const inHead = new Set(headHistory.map(commit => commit.oid));
  const mergeBase = await git.mergeBase(base, head);
  return {
    mergeBase: mergeBase ? await git.readCommit(mergeBase) : undefined,
    ahead: headHistory.filter(commit => !inBase.has(commit.oid)).reverse(),
    behind: baseHistory.filter(commit => !inHead.has(commit.oid)).length,
  };
}

/** Whether a branch at `from` may go to `to` without losing a commit. */
export async function isFastForward(
  git: GitRepository,
  from: string,
  to: string,
): Promise<boolean> {
  return (await listHistory(git, to)).some(commit => commit.oid === from);
}

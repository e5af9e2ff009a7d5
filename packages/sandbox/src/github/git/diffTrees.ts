import { structuredPatch } from 'diff';
import type { GitRepository } from './GitRepository';
import type { TreeEntry } from './objects';
import { listRecursively } from './trees';

/** A file that two trees do not have in common. */
export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed';
  /** Blob on the newer side, on the older one for a removed file. */
  readonly oid: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks of a unified diff; undefined for a binary file. */
  readonly patch?: string;
}

/** Files that differ between two trees, by path. */
export async function diffTrees(
  git: GitRepository,
  older: string,
  newer: string,
): Promise<FileChange[]> {
  const before = await listFiles(git, older);
  const after = await listFiles(git, newer);
  const changes: FileChange[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const from = before.get(path);
    const to = after.get(path);
    if (from?.oid !== to?.oid || from?.mode !== to?.mode) {
      changes.push(await describe(git, path, from, to));
    }
  }
  return changes;
}

async function listFiles(
  git: GitRepository,
  tree: string,
): Promise<Map<string, TreeEntry>> {
  const entries = await listRecursively(git, tree);
  return new Map(
    entries
      .filter(entry => entry.type === 'blob')
      .map(entry => [entry.path, entry]),
  );
}

async function describe(
  git: GitRepository,
  path: string,
  from: TreeEntry | undefined,
  to: TreeEntry | undefined,
): Promise<FileChange> {
  const oid = (to ?? from)?.oid ?? '';
  const status = statusOf(from, to);
  const [older, newer] = await Promise.all([
    readContent(git, from),
    readContent(git, to),
  ]);
  if (older.includes(0) || newer.includes(0)) {
    return { path, status, oid, additions: 0, deletions: 0 };
  }
  const { hunks } = structuredPatch(
    path,
    path,
    older.toString('utf8'),
    newer.toString('utf8'),
  );
  const lines = hunks.flatMap(hunk => hunk.lines);
  return {
    path,
    status,
    oid,
    additions: lines.filter(line => line.startsWith('+')).length,
    deletions: lines.filter(line => line.startsWith('-')).length,
    patch: hunks
      .map(hunk =>
        [
          `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(
            hunk.newStart,
            hunk.newLines,
          )} @@`,
          ...hunk.lines,
        ].join('\n'),
      )
      .join('\n'),
  };
}

/** Lines of a hunk as Git writes them: no count for a single line, and the line before where there is none. */
function range(start: number, lines: number): string {
  if (lines === 0) {
    return `${start - 1},0`;
  }
  return lines === 1 ? String(start) : `${start},${lines}`;
}

function statusOf(
  from: TreeEntry | undefined,
  to: TreeEntry | undefined,
): FileChange['status'] {
  if (!from) {
    return 'added';
  }
  return to ? 'modified' : 'removed';
}

async function readContent(
  git: GitRepository,
  entry: TreeEntry | undefined,
): Promise<Buffer> {
  return (entry && (await git.readBlob(entry.oid))) ?? Buffer.alloc(0);
}

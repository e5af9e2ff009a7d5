import { diffTrees } from '../../git/diffTrees';
import { type Commit, EMPTY_TREE } from '../../git/objects';
import type { HostedRepository } from '../../hosting/HostedRepository';
import { html } from '../html';
import { layout, type PageContext, time } from '../layout';
import { subjectOf } from './commitsPage';
import { fileChanges } from './fileChanges';

/** One commit: its message and what it changes against its first parent. */
export async function commitPage(
  context: PageContext,
  repository: HostedRepository,
  commit: Commit,
) {
  const [parent] = commit.parents;
  const before = parent ? await repository.git.readCommit(parent) : undefined;
  const changes = await diffTrees(
    repository.git,
    before?.tree ?? EMPTY_TREE,
    commit.tree,
  );
  return layout(context, {
    title: subjectOf(commit),
    repository,
    tab: 'commits',
    content: html`<h1>${subjectOf(commit)}</h1>
      <p class="muted">
        <code>${commit.oid}</code> · ${commit.author.name} ·
        ${time(new Date(commit.author.timestamp * 1000).toISOString())} ·
        <a href="/${repository.fullName}/tree/${commit.oid}">Browse files</a>
      </p>
      <pre class="box file" tabindex="0">${commit.message.trimEnd()}</pre>
      ${fileChanges(changes)}`,
  });
}

import { listHistory } from '../../git/history';
import type { Commit } from '../../git/objects';
import type { HostedRepository } from '../../hosting/HostedRepository';
import { html, Html } from '../html';
import { layout, type PageContext, time } from '../layout';

const SHOWN = 200;

/** The history of a revision, newest first. */
export async function commitsPage(
  context: PageContext,
  repository: HostedRepository,
  revision: string,
  tip: string,
) {
  const commits = await listHistory(repository.git, tip);
  const more = commits.length - SHOWN;
  return layout(context, {
    title: `Commits of ${revision}`,
    repository,
    tab: 'commits',
    content: html`<h1>Commits of ${revision}</h1>
      ${commitList(repository, commits.slice(0, SHOWN))}
      ${more > 0 && html`<p class="muted">${more} older ones.</p>`}`,
  });
}

/** Commits as a list of links. */
export function commitList(
  repository: HostedRepository,
  commits: readonly Commit[],
): Html {
  return html`<ul class="list">
    ${commits.map(
      commit => html`<li>
        <strong
          ><a href="/${repository.fullName}/commit/${commit.oid}"
            >${subjectOf(commit)}</a
          ></strong
        >
        <div class="muted">
          <code>${commit.oid.slice(0, 10)}</code> · ${commit.author.name} ·
          ${time(new Date(commit.author.timestamp * 1000).toISOString())}
        </div>
      </li>`,
    )}
  </ul>`;
}

/** First line of a commit's message. */
export function subjectOf(commit: Commit): string {
  return commit.message.split('\n')[0] || '(no message)';
}

import type { HostedRepository } from '../../hosting/HostedRepository';
import type { PullRequestRecord } from '../../hosting/PullRequestRecord';
import { html, Html } from '../html';
import { layout, type PageContext, time } from '../layout';

/** Pull requests, open or closed ones, newest first. */
export function pullsPage(
  context: PageContext,
  repository: HostedRepository,
  state: 'open' | 'closed',
) {
  const all = repository.records.current.pulls;
  const shown = all.filter(pull => pull.state === state).reverse();
  const tab = (id: 'open' | 'closed', label: string) =>
    html`<a href="?state=${id}" ${id === state ? html`aria-current="page"` : ''}
      >${all.filter(pull => pull.state === id).length} ${label}</a
    >`;
  return layout(context, {
    title: 'Pull requests',
    repository,
    tab: 'pulls',
    content: html`<h1>Pull requests</h1>
      <nav class="tabs" aria-label="State">
        ${tab('open', 'open')} ${tab('closed', 'closed')}
      </nav>
      ${list(repository, shown)}`,
  });
}

/** Symbol, word and colour of a pull request's state. */
export function pullState(pull: PullRequestRecord): Html {
  if (pull.merged) {
    return html`<span class="state merged"
      ><span aria-hidden="true">⇥</span>Merged</span
    >`;
  }
  return pull.state === 'open'
    ? html`<span class="state open"
        ><span aria-hidden="true">○</span>Open</span
      >`
    : html`<span class="state closed"
        ><span aria-hidden="true">×</span>Closed</span
      >`;
}

function list(
  repository: HostedRepository,
  pulls: readonly PullRequestRecord[],
): Html {
  if (pulls.length === 0) {
    return html`<div class="box empty muted">No pull requests.</div>`;
  }
  return html`<ul class="list">
    ${pulls.map(
      pull => html`<li>
        ${pullState(pull)}
        <strong
          ><a href="/${repository.fullName}/pull/${pull.number}"
            >${pull.title}</a
          ></strong
        >
        <div class="muted">
          #${pull.number} by ${pull.author} · ${time(pull.createdAt)} ·
          <code>${pull.head.ref}</code> →
          <code>${pull.base.ref}</code>
        </div>
      </li>`,
    )}
  </ul>`;
}

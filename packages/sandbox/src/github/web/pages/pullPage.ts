import { contentsOf } from '../../hosting/contentsOf';
import type { HostedRepository } from '../../hosting/HostedRepository';
import type {
  PullRequestRecord,
  ReviewRecord,
} from '../../hosting/PullRequestRecord';
import { isMergeable } from '../../hosting/pullRequests';
import { html, Html } from '../html';
import { csrfField, layout, type PageContext, time } from '../layout';
import { renderMarkdown } from '../renderMarkdown';
import { commitList } from './commitsPage';
import { fileChanges } from './fileChanges';
import { pullState } from './pullsPage';

/** One pull request: what it is for, what it changes, what was said, and what can be done with it. */
export async function pullPage(
  context: PageContext,
  repository: HostedRepository,
  pull: PullRequestRecord,
  notice?: string,
) {
  const { commits, files } = await contentsOf(repository, pull);
  return layout(context, {
    title: `${pull.title} #${pull.number}`,
    repository,
    tab: 'pulls',
    content: html`${notice &&
      html`<p class="notice" role="alert">${notice}</p>`}
      <h1>${pull.title} <span class="muted">#${pull.number}</span></h1>
      <p>
        ${pullState(pull)}
        <span class="muted"
          >${pull.author} proposes ${commits.length}
          ${commits.length === 1 ? 'commit' : 'commits'} from
          <code>${pull.head.ref}</code> for <code>${pull.base.ref}</code></span
        >
      </p>
      <div class="box">
        <div class="title muted">${pull.author} · ${time(pull.createdAt)}</div>
        <div class="body">
          ${pull.body
            ? renderMarkdown(pull.body)
            : html`<p class="muted">No description.</p>`}
        </div>
      </div>
      ${pull.reviews.map(review)} ${await outcome(context, repository, pull)}
      <h2>Commits</h2>
      ${commitList(repository, commits)} ${fileChanges(files)}`,
  });
}

function review(given: ReviewRecord): Html {
  const words = {
    APPROVED: html`<span aria-hidden="true">✓</span> approved these changes`,
    CHANGES_REQUESTED: html`<span aria-hidden="true">±</span> requested changes`,
    COMMENTED: html`<span aria-hidden="true">·</span> commented`,
  };
  return html`<div class="box" id="review-${given.id}">
    <div class="title">
      <strong>${given.login}</strong> ${words[given.state]} ·
      ${time(given.submittedAt)}
    </div>
    ${given.body && html`<div class="body">${renderMarkdown(given.body)}</div>`}
  </div>`;
}

async function outcome(
  { session }: PageContext,
  repository: HostedRepository,
  pull: PullRequestRecord,
): Promise<Html> {
  if (pull.merged) {
    return html`<p class="notice good">
      Merged by ${pull.merged.by} as
      <a href="/${repository.fullName}/commit/${pull.merged.commit}"
        ><code>${pull.merged.commit.slice(0, 10)}</code></a
      >, ${time(pull.merged.at)}.
    </p>`;
  }
  const button = (
    action: string,
    label: string,
    options: { primary?: boolean; disabled?: boolean } = {},
  ) =>
    html`<form
      method="post"
      action="/${repository.fullName}/pull/${pull.number}/${action}"
    >
      ${csrfField(session)}<input
        type="hidden"
        name="sha"
        value="${pull.head.sha}"
      />
      <button
        class="${options.primary && 'primary'}"
        ${options.disabled && html`disabled`}
      >
        ${label}
      </button>
    </form>`;
  if (pull.state === 'closed') {
    return html`<p class="notice">Closed without being merged.</p>
      <div class="actions">${button('reopen', 'Reopen')}</div>`;
  }
  const mergeable = await isMergeable(repository, pull);
  const isOwn = session.user.login === pull.author;
  return html`<div class="actions">
      ${button('merge', 'Merge pull request', {
        primary: true,
        disabled: !mergeable,
      })}
      ${button('squash', 'Squash and merge', { disabled: !mergeable })}
      ${button('approve', 'Approve', { disabled: isOwn })}
      ${button('close', 'Close pull request')}
    </div>
    <p class="muted">
      ${mergeable
        ? html`No conflicts with <code>${pull.base.ref}</code>.`
        : html`Conflicts with <code>${pull.base.ref}</code> must be resolved
            before merging.`}
      ${isOwn && 'Your own pull request is for somebody else to approve.'}
    </p>`;
}

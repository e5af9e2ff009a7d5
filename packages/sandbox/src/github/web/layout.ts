import type { HostedRepository } from '../hosting/HostedRepository';
import type { GithubUser } from '../options';
import { html, Html } from './html';
import type { Session } from './Session';

/** What every page needs. */
export interface PageContext {
  readonly session: Session;
  readonly users: readonly GithubUser[];
  /** Path of the page, to come back to. */
  readonly path: string;
}

/** A whole page. */
export function layout(
  context: PageContext,
  page: {
    readonly title: string;
    readonly repository?: HostedRepository;
    readonly tab?: Tab;
    readonly content: Html;
  },
): Html {
  const { repository } = page;
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · Sandbox GitHub</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <a href="/">Sandbox GitHub</a>
          ${repository &&
          html`<a href="/${repository.fullName}">${repository.fullName}</a>`}
          <form method="post" action="/session">
            <label for="login">Acting as</label>
            <select id="login" name="login">
              ${context.users.map(user => option(user, context.session.user))}
            </select>
            <input type="hidden" name="back" value="${context.path}" />
            ${csrfField(context.session)}
            <button>Switch</button>
          </form>
        </header>
        <main id="content">
          ${repository && tabs(repository, page.tab)} ${page.content}
        </main>
      </body>
    </html>`;
}

/** Parts of a repository. */
export type Tab = 'code' | 'pulls' | 'commits';

/** Hidden field that proves that a form is ours. */
export function csrfField(session: Session): Html {
  return html`<input type="hidden" name="csrf" value="${session.csrfToken}" />`;
}

/** A time, exact on hover. */
export function time(at: string): Html {
  return html`<time datetime="${at}" title="${at}"
    >${at.slice(0, 16).replace('T', ' ')}</time
  >`;
}

function option(user: GithubUser, current: GithubUser): Html {
  const selected = user.login === current.login ? html` selected` : '';
  return html`<option value="${user.login}" ${selected}>
    ${user.name ?? user.login}
  </option>`;
}

function tabs(repository: HostedRepository, current: Tab | undefined): Html {
  const open = repository.records.current.pulls.filter(
    pull => pull.state === 'open',
  ).length;
  const tab = (id: Tab, path: string, label: string) =>
    html`<a
      href="/${repository.fullName}${path}"
      ${id === current ? html`aria-current="page"` : ''}
      >${label}</a
    >`;
  return html`<nav class="tabs" aria-label="Repository">
    ${tab('code', '', 'Code')}
    ${tab('pulls', '/pulls', `Pull requests (${open})`)}
    ${tab('commits', '/commits', 'Commits')}
  </nav>`;
}

import type { TreeEntry } from '../../git/objects';
import type { HostedRepository } from '../../hosting/HostedRepository';
import { html, Html } from '../html';
import { layout, type PageContext } from '../layout';

/** A folder, or a file, at a revision. */
export async function treePage(
  context: PageContext,
  repository: HostedRepository,
  revision: string,
  path: string,
  entry: TreeEntry,
) {
  const content =
    entry.type === 'tree'
      ? folder(
          repository,
          revision,
          path,
          (await repository.git.readTree(entry.oid)) ?? [],
        )
      : file(
          path,
          (await repository.git.readBlob(entry.oid)) ?? Buffer.alloc(0),
        );
  return layout(context, {
    title: path || repository.fullName,
    repository,
    tab: 'code',
    content: html`<h1>${path || repository.name}</h1>
      <p class="mono">${breadcrumbs(repository, revision, path)}</p>
      ${content}`,
  });
}

function breadcrumbs(
  repository: HostedRepository,
  revision: string,
  path: string,
): Html {
  const segments = path.split('/').filter(Boolean);
  const root = `/${repository.fullName}/tree/${revision}`;
  return html`<a href="${root}">${revision}</a>${segments.map(
      (segment, index) =>
        html` /
          <a href="${root}/${segments.slice(0, index + 1).join('/')}"
            >${segment}</a
          >`,
    )}`;
}

function folder(
  repository: HostedRepository,
  revision: string,
  path: string,
  entries: readonly TreeEntry[],
): Html {
  if (entries.length === 0) {
    return html`<div class="box empty muted">Nothing here yet.</div>`;
  }
  const sorted = [...entries].sort(
    (a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path),
  );
  return html`<ul class="list">
    ${sorted.map(entry => {
      const isFolder = entry.type === 'tree';
      const to = [
        repository.fullName,
        isFolder ? 'tree' : 'blob',
        revision,
        path,
        entry.path,
      ];
      return html`<li class="mono">
        <span aria-hidden="true">${isFolder ? '▸' : '·'}</span>
        <a href="/${to.filter(Boolean).join('/')}"
          >${entry.path}${isFolder ? '/' : ''}</a
        >
      </li>`;
    })}
  </ul>`;
}

function file(path: string, content: Buffer): Html {
  const body = content.includes(0)
    ? html`<div class="empty muted">
        A binary file of ${content.length} bytes.
      </div>`
    : html`<pre class="file" tabindex="0">${content.toString('utf8')}</pre>`;
  return html`<div class="box">
    <div class="title mono">${path.split('/').at(-1)}</div>
    ${body}
  </div>`;
}

function rank(entry: TreeEntry): number {
  return entry.type === 'tree' ? 0 : 1;
}

import type { Hosting } from '../../hosting/Hosting';
import { html } from '../html';
import { layout, type PageContext } from '../layout';

/** Landing page: what there is. */
export function repositoriesPage(context: PageContext, hosting: Hosting) {
  return layout(context, {
    title: 'Repositories',
    content: html`<h1>Repositories</h1>
      <ul class="list">
        ${hosting.repositories.map(
          repository => html`<li>
            <strong
              ><a href="/${repository.fullName}"
                >${repository.fullName}</a
              ></strong
            >
            <div class="muted">${repository.seed.description}</div>
          </li>`,
        )}
      </ul>`,
  });
}

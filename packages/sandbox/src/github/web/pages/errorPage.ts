import { html } from '../html';
import { layout, type PageContext } from '../layout';

/** What went wrong, and a way back. */
export function errorPage(
  context: PageContext,
  status: number,
  message: string,
) {
  return layout(context, {
    title: `Error ${status}`,
    content: html`<h1>
        ${status === 404
          ? 'There is nothing at this address'
          : `Error ${status}`}
      </h1>
      <p class="notice" role="alert">${message}</p>
      <p><a href="/">All repositories</a></p>`,
  });
}

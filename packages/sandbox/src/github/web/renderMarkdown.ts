import MarkdownIt from 'markdown-it';
import { Html, trusted } from './html';

/** HTML in the source is shown as text, and links other than to the web lose their address: the library's own defaults. */
const markdown = new MarkdownIt({
  html: false,
  linkify: false,
  breaks: false,
}).disable('image');

/** Markdown that anybody may have written, as markup. */
export function renderMarkdown(source: string): Html {
  return trusted(markdown.render(source));
}

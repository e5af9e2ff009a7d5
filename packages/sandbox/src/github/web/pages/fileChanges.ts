import type { FileChange } from '../../git/diffTrees';
import { html, Html } from '../html';

/** Changed files with their diffs, each behind a disclosure that is open. */
export function fileChanges(changes: readonly FileChange[]): Html {
  const additions = changes.reduce((sum, change) => sum + change.additions, 0);
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0);
  return html`<h2>
      ${changes.length} changed ${changes.length === 1 ? 'file' : 'files'}
    </h2>
    <p class="muted number">${additions} added, ${deletions} removed lines</p>
    ${changes.map(
      change => html`<details class="box" open>
        <summary class="title">
          <code>${change.path}</code>
          <span class="muted number"
            >${change.status}, +${change.additions} −${change.deletions}</span
          >
        </summary>
        ${diff(change)}
      </details>`,
    )}`;
}

function diff(change: FileChange): Html {
  if (change.patch === undefined) {
    return html`<div class="empty muted">A binary file.</div>`;
  }
  let older = 0;
  let newer = 0;
  const rows = change.patch.split('\n').map(line => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) {
      older = Number(hunk[1]);
      newer = Number(hunk[2]);
      return html`<tr class="hunk">
        <td class="line"></td>
        <td class="line"></td>
        <td>${line}</td>
      </tr>`;
    }
    const isAdded = line.startsWith('+');
    const isRemoved = line.startsWith('-');
    const isMark = line.startsWith('\\');
    const left = isAdded || isMark ? '' : older++;
    const right = isRemoved || isMark ? '' : newer++;
    const kind = (isAdded && 'added') || (isRemoved && 'removed');
    return html`<tr class="${kind}">
      <td class="line">${left}</td>
      <td class="line">${right}</td>
      <td>${line}</td>
    </tr>`;
  });
  return html`<table class="diff mono" aria-label="Changes of ${change.path}">
    ${rows}
  </table>`;
}

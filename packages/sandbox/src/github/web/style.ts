/** The one style sheet; light and dark by the reader's system. */
export const STYLE = `
:root { color-scheme: light dark;
  --text: light-dark(#1f2328, #e6edf3); --muted: light-dark(#59636e, #9ba6b2); --page: light-dark(#fff, #0d1117);
  --soft: light-dark(#f6f8fa, #161b22); --border: light-dark(#d1d9e0, #3d444d); --link: light-dark(#0550ae, #79b8ff);
  --open: light-dark(#116329, #2f9e4f); --merged: light-dark(#6639ba, #a371f7); --closed: light-dark(#a40e26, #f0655b);
  --added: light-dark(#dafbe1, #12351f); --removed: light-dark(#ffebe9, #42191c); --focus: light-dark(#0550ae, #79b8ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .5rem; }
header.top { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .6rem 1.25rem;
  background: var(--soft); border-bottom: 1px solid var(--border); }
header.top > a { font-weight: 600; text-decoration: none; color: var(--text); }
header.top form { margin-left: auto; display: flex; gap: .5rem; align-items: center; }
nav.tabs { display: flex; flex-wrap: wrap; gap: 1.25rem; border-bottom: 1px solid var(--border); margin-bottom: 1.25rem; }
nav.tabs a { padding: .5rem 0; text-decoration: none; color: var(--text); border-bottom: 2px solid transparent; }
nav.tabs a[aria-current] { border-color: var(--closed); font-weight: 600; }
main { width: min(72rem, 100%); margin: 0 auto; padding: 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.muted { color: var(--muted); } .number { font-variant-numeric: tabular-nums; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .85rem; }
.state { display: inline-flex; gap: .35rem; align-items: center; padding: .1rem .7rem; border: 1px solid currentColor;
  border-radius: 1rem; font-weight: 600; font-size: .85rem; }
.state.open { color: var(--open); } .state.merged { color: var(--merged); } .state.closed { color: var(--closed); }
ul.list { list-style: none; margin: 0; padding: 0; border: 1px solid var(--border); border-radius: 6px; }
ul.list > li { padding: .65rem 1rem; overflow-wrap: anywhere; } ul.list > li + li { border-top: 1px solid var(--border); }
ul.list strong a { color: var(--text); }
.box { border: 1px solid var(--border); border-radius: 6px; margin: 0 0 1rem; overflow: hidden; }
.box > .title { background: var(--soft); border-bottom: 1px solid var(--border); padding: .5rem 1rem; overflow-wrap: anywhere; }
.box > .body { padding: .25rem 1rem; overflow-wrap: anywhere; } .empty { padding: 2rem 1rem; text-align: center; }
.body table { border-collapse: collapse; display: block; overflow-x: auto; } .body th, .body td { border: 1px solid var(--border); padding: .25rem .6rem; }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: 1rem 0; }
button, select { font: inherit; padding: .35rem .9rem; border: 1px solid var(--border); border-radius: 6px;
  background: var(--soft); color: var(--text); cursor: pointer; }
button.primary { background: light-dark(#116329, #1a7f37); border-color: transparent; color: #fff; font-weight: 600; }
button[disabled] { opacity: .6; cursor: not-allowed; }
.notice { border: 1px solid var(--border); border-left: 4px solid var(--closed); padding: .6rem 1rem; border-radius: 6px; margin: 0 0 1rem; }
.notice.good { border-left-color: var(--open); }
table.diff { width: 100%; border-collapse: collapse; } .diff td { padding: 0 .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.diff td.line { width: 1%; min-width: 2.5rem; text-align: right; color: var(--muted); user-select: none; white-space: nowrap; }
.diff tr.added { background: var(--added); } .diff tr.removed { background: var(--removed); } .diff tr.hunk { background: var(--soft); color: var(--muted); }
pre.file { margin: 0; padding: .75rem 1rem; overflow-x: auto; }
details > summary { cursor: pointer; }
`;

import { SandboxUser } from './SandboxUser';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character] ?? character);
}

function renderUser(user: SandboxUser): string {
  return `<li><button name="user" value="${escapeHtml(user.name)}">
<strong>${escapeHtml(user.displayName)}</strong><span>${escapeHtml(
    user.purpose,
  )}</span>
</button></li>`;
}

const STYLE = `
:root { color-scheme: light dark; --border: light-dark(#c9ced6, #454b55); --soft: light-dark(#f4f6f9, #22262c); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; }
main { width: min(30rem, calc(100vw - 2rem)); padding: 1rem 0; }
h1 { font-size: 1.375rem; margin: 0 0 .25rem; }
ul { list-style: none; margin: 1rem 0 0; padding: 0; display: grid; gap: .5rem; }
button { all: unset; box-sizing: border-box; width: 100%; padding: .75rem 1rem; border: 1px solid var(--border);
  border-radius: .5rem; cursor: pointer; display: grid; }
button:hover { background: var(--soft); }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;

/**
 * The page on which a person says who they are: the sandbox knows no passwords.
 *
 * @param action - path that the choice is posted to
 * @public
 */
export function renderSignInPage(
  users: readonly SandboxUser[],
  action: string,
): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to the sandbox</title><style>${STYLE}</style></head>
<body><main>
<h1>Sign in to the sandbox</h1>
<p>Choose who you are. Each person sees the portal with their own rights.</p>
<form method="post" action="${escapeHtml(action)}"><ul>
${users.map(renderUser).join('\n')}
</ul></form>
</main></body></html>`;
}

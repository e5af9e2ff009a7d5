import { sandboxSecret } from './sandboxSecrets';

const CONTENTS =
  'http://localhost:8180/api/v3/repos/platform/corridors-gitops/contents';

async function call(method: 'PUT' | 'DELETE', path: string, body: object) {
  const answer = await fetch(`${CONTENTS}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${sandboxSecret('github/corridors-portal')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(
      `${method} ${path}: ${answer.status} ${await answer.text()}`,
    );
  }
  const { content }: { content: { sha: string } | null } = await answer.json();
  return content;
}

/**
 * Commits a file to the main branch of the GitOps repository, past the portal.
 *
 * @returns what removes it again
 */
export async function commitFile(
  path: string,
  text: string,
): Promise<() => Promise<void>> {
  const created = await call('PUT', path, {
    message: `Add ${path}`,
    content: Buffer.from(text).toString('base64'),
  });
  return async () => {
    await call('DELETE', path, {
      message: `Remove ${path}`,
      sha: created?.sha,
    });
  };
}

/**
 * Changes a file on the main branch of the GitOps repository, past the portal.
 *
 * @returns what puts it back
 */
export async function changeFile(
  path: string,
  change: (text: string) => string,
): Promise<() => Promise<void>> {
  const answer = await fetch(`${CONTENTS}/${path}`, {
    headers: {
      authorization: `Bearer ${sandboxSecret('github/corridors-portal')}`,
    },
  });
  if (!answer.ok) {
    throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
  }
  const { sha, content }: { sha: string; content: string } =
    await answer.json();
  const changed = await call('PUT', path, {
    message: `Change ${path}`,
    content: Buffer.from(
      change(Buffer.from(content, 'base64').toString()),
    ).toString('base64'),
    sha,
  });
  return async () => {
    await call('PUT', path, {
      message: `Put ${path} back`,
      content,
      sha: changed?.sha,
    });
  };
}

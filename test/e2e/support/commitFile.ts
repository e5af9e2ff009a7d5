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

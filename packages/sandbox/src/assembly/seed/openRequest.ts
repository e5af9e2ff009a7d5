import { corridorSchema, Fleet } from '@corridors/model';
import { corridorFiles } from './gitopsRepository';

/** A corridor that somebody asked for and nobody has merged yet. */
const REQUESTED = corridorSchema.parse({
  apiVersion: 'corridors.dev/v1alpha1',
  kind: 'Corridor',
  metadata: { name: 'invoices', title: 'Invoices' },
  spec: {
    environment: 'analytics',
    owner: 'group:default/marts',
    buckets: [{ name: 'ledger', versioning: true }],
    spark: { version: '4.1.1', operator: 'kubeflow' },
    quota: { cpu: '8', memory: '32Gi', pods: 20 },
  },
});

class GithubApi {
  readonly #base: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path} answered ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response.json() as Promise<T>;
  }
}

/**
 * Opens the pull request of a corridor that waits for its merge, unless it was opened before.
 *
 * @param options - `apiUrl` of the sandbox's GitHub with a token that may write, and the repository as `owner/name`
 */
export async function openRequest(
  options: { apiUrl: string; token: string; repository: string },
  fleet: Fleet,
): Promise<void> {
  const github = new GithubApi(
    `${options.apiUrl}/repos/${options.repository}`,
    options.token,
  );
  const name = REQUESTED.metadata.name;
  const branch = `corridors/${name}`;
  const earlier = await github.call<unknown[]>(
    'GET',
    `/pulls?state=all&head=${options.repository.split('/')[0]}:${branch}`,
  );
  if (earlier.length > 0) {
    return;
  }
  const main = await github.call<{ object: { sha: string } }>(
    'GET',
    '/git/ref/heads/main',
  );
  const base = await github.call<{ tree: { sha: string } }>(
    'GET',
    `/git/commits/${main.object.sha}`,
  );
  const files = corridorFiles(REQUESTED, {
    ...fleet,
    corridors: [...fleet.corridors, REQUESTED],
  });
  const tree = await github.call<{ sha: string }>('POST', '/git/trees', {
    base_tree: base.tree.sha,
    tree: files.map(file => ({
      path: file.path,
      mode: '100644',
      type: 'blob',
      content: file.content,
    })),
  });
  const commit = await github.call<{ sha: string }>('POST', '/git/commits', {
    // The trailer tells the portal that the commit is its own to go on from.
    message: `Request corridor ${name}\n\nCorridors-Branch: ${branch}\n`,
    tree: tree.sha,
    parents: [main.object.sha],
  });
  await github.call('POST', '/git/refs', {
    ref: `refs/heads/${branch}`,
    sha: commit.sha,
  });
  await github.call('POST', '/pulls', {
    title: `Request corridor ${name}`,
    head: branch,
    base: 'main',
    body: 'Asked for by the data marts team.',
  });
}

import { z } from 'zod';

const refsSchema = z.array(z.object({ ref: z.string() }));
const pullsSchema = z.array(
  z.object({ number: z.number(), head: z.object({ ref: z.string() }) }),
);

const fileSchema = z.object({ sha: z.string(), content: z.string() });

/** The GitOps repository, by the API of its forge. */
export class Repository {
  readonly #url: string;
  readonly #token: string;

  constructor(forge: string, token: string) {
    this.#url = `${forge}/api/v3/repos/platform/corridors-gitops`;
    this.#token = token;
  }

  async branches(): Promise<string[]> {
    const refs = refsSchema.parse(
      await this.#call('GET', '/git/matching-refs/heads/'),
    );
    return refs.map(({ ref }) => ref.replace('refs/heads/', '')).sort();
  }

  /** Numbers of the pull requests of a branch, whatever their state. */
  async pullRequests(branch: string): Promise<number[]> {
    const pulls = pullsSchema.parse(
      await this.#call('GET', '/pulls?state=all&per_page=100'),
    );
    return pulls
      .filter(({ head }) => head.ref === branch)
      .map(({ number }) => number);
  }

  /** Commits a new file to main, past the portal. */
  async commit(path: string, content: string): Promise<void> {
    await this.#call('PUT', `/contents/${path}`, {
      message: `Add ${path}`,
      content: Buffer.from(content).toString('base64'),
      branch: 'main',
    });
  }

  /** Replaces a text of a file on main, past the portal. */
  async replace(path: string, before: string, after: string): Promise<void> {
    const { sha, content } = fileSchema.parse(
      await this.#call('GET', `/contents/${path}?ref=main`),
    );
    const text = Buffer.from(content, 'base64').toString('utf8');
    if (!text.includes(before)) {
      throw new Error(`${path} does not hold ${before}`);
    }
    await this.#call('PUT', `/contents/${path}`, {
      message: `Change ${path}`,
      content: Buffer.from(text.replace(before, after)).toString('base64'),
      sha,
      branch: 'main',
    });
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path} answered ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response.json();
  }
}

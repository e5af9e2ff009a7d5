import { expect, type APIResponse, type Page } from '@playwright/test';

const REFRESH =
  'http://localhost:7007/api/auth/oidc/refresh?optional&env=development';
const API = 'http://localhost:7007/api/corridors/v1';

/** A cell with what every view says about it, as `GET /v1/verifications/{id}/matrix` answers. */
export interface AnsweredCell {
  readonly id: string;
  readonly identity: string;
  readonly resource: string;
  readonly operation: string;
  readonly answers: readonly (
    | {
        readonly view: string;
        readonly covered: true;
        readonly verdict: string;
      }
    | {
        readonly view: string;
        readonly covered: false;
        readonly reason: string;
      }
  )[];
}

/** A finding, as `GET /v1/verifications/{id}` answers. */
export interface Finding {
  readonly kind: 'leak' | 'blocked' | 'drift' | 'unproven';
  readonly title: string;
  readonly cells: readonly string[];
}

/** The HTTP API of the portal, called as whoever is signed in on a page. */
export class CorridorsBackend {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async get(path: string): Promise<APIResponse> {
    return this.#page.request.get(`${API}${path}`, {
      headers: await this.#headers(),
    });
  }

  async post(path: string, data: unknown): Promise<APIResponse> {
    return this.#page.request.post(`${API}${path}`, {
      data,
      headers: await this.#headers(),
    });
  }

  /** All cells of a run. */
  async matrix(runId: string): Promise<readonly AnsweredCell[]> {
    const answer = await this.get(`/verifications/${runId}/matrix`);
    expect(answer.status()).toBe(200);
    const { cells }: { cells: AnsweredCell[] } = await answer.json();
    return cells;
  }

  /** The findings of a run, worst first. */
  async findings(runId: string): Promise<readonly Finding[]> {
    const answer = await this.get(`/verifications/${runId}`);
    expect(answer.status()).toBe(200);
    const { findings }: { findings: Finding[] } = await answer.json();
    return findings;
  }

  async #headers() {
    const answer = await this.#page.request.get(REFRESH, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    expect(answer.status(), 'somebody is signed in').toBe(200);
    const session: { backstageIdentity: { token: string } } =
      await answer.json();
    return { authorization: `Bearer ${session.backstageIdentity.token}` };
  }
}

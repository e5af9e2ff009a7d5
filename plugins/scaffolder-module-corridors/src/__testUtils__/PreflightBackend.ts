import {
  CorridorsClient,
  type PreflightAnswer,
  type PreflightBody,
} from '@corridors/plugin-corridors-common';

/** A backend that answers preflights as a test says; the client is the real one. */
export class PreflightBackend {
  readonly asked: PreflightBody[] = [];
  aborted = 0;
  readonly #answer: (
    body: PreflightBody,
  ) => Promise<PreflightAnswer> | PreflightAnswer;

  constructor(
    answer: (body: PreflightBody) => Promise<PreflightAnswer> | PreflightAnswer,
  ) {
    this.#answer = answer;
  }

  readonly client = new CorridorsClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/corridors' },
    fetchApi: {
      fetch: async (_input, init) => {
        const body: PreflightBody = JSON.parse(String(init?.body));
        this.asked.push(body);
        init?.signal?.addEventListener('abort', () => {
          this.aborted += 1;
        });
        return new Response(JSON.stringify(await this.#answer(body)));
      },
    },
  });
}

/** The name that a preflight asks about. */
export function nameIn(body: PreflightBody): unknown {
  const { metadata } = body.spec;
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata
    ? metadata.name
    : undefined;
}

import { ResponseError } from '@backstage/errors';
import type { Scope } from '@corridors/model';
import type { z } from 'zod';
import {
  connectionSchema,
  corridorDetailSchema,
  corridorListSchema,
  corridorRequestSchema,
  credentialHealthSchema,
  environmentListSchema,
  formatScope,
  preflightAnswerSchema,
  requestListSchema,
  requestReservationSchema,
  runDetailSchema,
  runListSchema,
  runMatrixSchema,
  runSummarySchema,
  sparkRunListSchema,
} from '../schemas';
import type {
  PreflightBody,
  PullRequestBody,
  ReleaseBody,
  ReportFormat,
  RequestBody,
  VerificationBody,
} from '../schemas';
import type {
  CorridorFilter,
  CorridorsApi,
  CorridorsRequestOptions,
} from './CorridorsApi';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<
    Record<string, string | readonly string[] | undefined>
  >;
  readonly body?: unknown;
}

/**
 * {@link CorridorsApi} over HTTP, for browsers and backends alike.
 *
 * @public
 */
export class CorridorsClient implements CorridorsApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  /**
   * @param options - `discoveryApi` finds the plugin's base URL; `fetchApi` carries the reader's token (in a backend: the
   * global `fetch`, with the token given per call)
   */
  constructor(options: {
    readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    readonly fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: (...args) => fetch(...args) };
  }

  listEnvironments(options?: CorridorsRequestOptions) {
    return this.#json('/v1/environments', environmentListSchema, {}, options);
  }

  listCorridors(
    filter: CorridorFilter = {},
    options?: CorridorsRequestOptions,
  ) {
    const { owner, environment, state } = filter;
    return this.#json(
      '/v1/corridors',
      corridorListSchema,
      { query: { owner, environment, state } },
      options,
    );
  }

  getCorridor(name: string, options?: CorridorsRequestOptions) {
    return this.#json(corridorPath(name), corridorDetailSchema, {}, options);
  }

  getCredentials(name: string, options?: CorridorsRequestOptions) {
    return this.#json(
      `${corridorPath(name)}/credentials`,
      credentialHealthSchema,
      {},
      options,
    );
  }

  listSparkRuns(name: string, options?: CorridorsRequestOptions) {
    return this.#json(
      `${corridorPath(name)}/spark-runs`,
      sparkRunListSchema,
      {},
      options,
    );
  }

  getConnection(name: string, options?: CorridorsRequestOptions) {
    return this.#json(
      `${corridorPath(name)}/connection`,
      connectionSchema,
      {},
      options,
    );
  }

  preflight(body: PreflightBody, options?: CorridorsRequestOptions) {
    return this.#json(
      '/v1/preflight',
      preflightAnswerSchema,
      { method: 'POST', body },
      options,
    );
  }

  createRequest(body: RequestBody, options?: CorridorsRequestOptions) {
    return this.#json(
      '/v1/requests',
      requestReservationSchema,
      { method: 'POST', body },
      options,
    );
  }

  recordPullRequest(
    id: string,
    body: PullRequestBody,
    options?: CorridorsRequestOptions,
  ) {
    return this.#json(
      `${requestPath(id)}/pull-request`,
      corridorRequestSchema,
      { method: 'PUT', body },
      options,
    );
  }

  releaseRequest(
    id: string,
    body: ReleaseBody,
    options?: CorridorsRequestOptions,
  ) {
    return this.#json(
      `${requestPath(id)}/release`,
      corridorRequestSchema,
      { method: 'POST', body },
      options,
    );
  }

  listRequests(
    filter: { readonly corridor?: string } = {},
    options?: CorridorsRequestOptions,
  ) {
    return this.#json(
      '/v1/requests',
      requestListSchema,
      { query: { corridor: filter.corridor } },
      options,
    );
  }

  getRequest(id: string, options?: CorridorsRequestOptions) {
    return this.#json(requestPath(id), corridorRequestSchema, {}, options);
  }

  startVerification(body: VerificationBody, options?: CorridorsRequestOptions) {
    return this.#json(
      '/v1/verifications',
      runSummarySchema,
      { method: 'POST', body },
      options,
    );
  }

  listVerifications(
    filter: { readonly scope?: Scope } = {},
    options?: CorridorsRequestOptions,
  ) {
    const scope = filter.scope && formatScope(filter.scope);
    return this.#json(
      '/v1/verifications',
      runListSchema,
      { query: { scope } },
      options,
    );
  }

  getVerification(id: string, options?: CorridorsRequestOptions) {
    return this.#json(runPath(id), runDetailSchema, {}, options);
  }

  getVerificationMatrix(id: string, options?: CorridorsRequestOptions) {
    return this.#json(`${runPath(id)}/matrix`, runMatrixSchema, {}, options);
  }

  async getVerificationReport(
    id: string,
    format: ReportFormat,
    options?: CorridorsRequestOptions,
  ) {
    const response = await this.#fetch(
      `${runPath(id)}/report`,
      { query: { format } },
      options,
    );
    return response.text();
  }

  cancelVerification(id: string, options?: CorridorsRequestOptions) {
    return this.#json(
      runPath(id),
      runSummarySchema,
      { method: 'DELETE' },
      options,
    );
  }

  async #json<T>(
    path: string,
    schema: z.ZodType<T>,
    call: Call,
    options?: CorridorsRequestOptions,
  ): Promise<T> {
    const response = await this.#fetch(path, call, options);
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) {
      throw new UnexpectedAnswerError(path, parsed.error.issues);
    }
    return parsed.data;
  }

  async #fetch(
    path: string,
    call: Call,
    options: CorridorsRequestOptions = {},
  ): Promise<Response> {
    const url = new URL(
      `${await this.#discoveryApi.getBaseUrl('corridors')}${path}`,
    );
    for (const [name, value] of Object.entries(call.query ?? {})) {
      for (const one of typeof value === 'string' ? [value] : value ?? []) {
        url.searchParams.append(name, one);
      }
    }
    const headers = new Headers();
    if (options.token) {
      headers.set('Authorization', `Bearer ${options.token}`);
    }
    if (call.body !== undefined) {
      headers.set('Content-Type', 'application/json');
    }
    const response = await this.#fetchApi.fetch(url.toString(), {
      method: call.method ?? 'GET',
      headers,
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function corridorPath(name: string): string {
  return `/v1/corridors/${encodeURIComponent(name)}`;
}

function requestPath(id: string): string {
  return `/v1/requests/${encodeURIComponent(id)}`;
}

function runPath(id: string): string {
  return `/v1/verifications/${encodeURIComponent(id)}`;
}

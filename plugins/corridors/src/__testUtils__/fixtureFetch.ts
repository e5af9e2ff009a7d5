import type { CorridorsApi } from '@corridors/plugin-corridors-common';
import {
  parseScope,
  reportFormatSchema,
} from '@corridors/plugin-corridors-common';

type Handler = (
  api: CorridorsApi,
  match: string[],
  url: URL,
  body: never,
) => Promise<unknown>;

const ROUTES: readonly (readonly [
  method: string,
  path: RegExp,
  handler: Handler,
])[] = [
  ['GET', /^\/v1\/environments$/, api => api.listEnvironments()],
  ['GET', /^\/v1\/corridors$/, api => api.listCorridors()],
  [
    'GET',
    /^\/v1\/corridors\/([^/]+)$/,
    (api, [name = '']) => api.getCorridor(name),
  ],
  [
    'GET',
    /^\/v1\/corridors\/([^/]+)\/credentials$/,
    (api, [name = '']) => api.getCredentials(name),
  ],
  [
    'GET',
    /^\/v1\/corridors\/([^/]+)\/spark-runs$/,
    (api, [name = '']) => api.listSparkRuns(name),
  ],
  [
    'GET',
    /^\/v1\/corridors\/([^/]+)\/connection$/,
    (api, [name = '']) => api.getConnection(name),
  ],
  [
    'POST',
    /^\/v1\/preflight$/,
    (api, _match, _url, body) => api.preflight(body),
  ],
  ['GET', /^\/v1\/requests$/, api => api.listRequests()],
  ['GET', /^\/v1\/requests\/([^/]+)$/, (api, [id = '']) => api.getRequest(id)],
  [
    'POST',
    /^\/v1\/verifications$/,
    (api, _match, _url, body) => api.startVerification(body),
  ],
  [
    'GET',
    /^\/v1\/verifications$/,
    (api, _match, url) =>
      api.listVerifications({
        scope: parseScope(url.searchParams.get('scope') ?? ''),
      }),
  ],
  [
    'GET',
    /^\/v1\/verifications\/([^/]+)$/,
    (api, [id = '']) => api.getVerification(id),
  ],
  [
    'GET',
    /^\/v1\/verifications\/([^/]+)\/matrix$/,
    (api, [id = '']) => api.getVerificationMatrix(id),
  ],
  [
    'GET',
    /^\/v1\/verifications\/([^/]+)\/report$/,
    (api, [id = ''], url) =>
      api.getVerificationReport(
        id,
        reportFormatSchema.parse(url.searchParams.get('format')),
      ),
  ],
  [
    'DELETE',
    /^\/v1\/verifications\/([^/]+)$/,
    (api, [id = '']) => api.cancelVerification(id),
  ],
];

const STATUS: Readonly<Record<string, number>> = {
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
};

/** The HTTP face of a portal in memory, as a backend would answer. */
export function fixtureFetch(api: CorridorsApi): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const path = url.pathname.replace('/api/corridors', '');
    const method = init?.method ?? 'GET';
    const route = ROUTES.find(
      ([verb, pattern]) => verb === method && pattern.test(path),
    );
    if (!route) {
      throw new Error(`The fixtures do not answer ${method} ${path}`);
    }
    const [, pattern, handler] = route;
    try {
      const match = pattern.exec(path)?.slice(1).map(decodeURIComponent) ?? [];
      const answer = await handler(
        api,
        match,
        url,
        (init?.body ? JSON.parse(String(init.body)) : undefined) as never,
      );
      return new Response(
        typeof answer === 'string' ? answer : JSON.stringify(answer),
        {
          headers: { 'Content-Type': 'application/json' },
        },
      );
    } catch (error) {
      const { name, message } = error as Error;
      const statusCode = STATUS[name];
      if (!statusCode) {
        throw error;
      }
      const body = {
        error: { name, message },
        request: { method, url: path },
        response: { statusCode },
      };
      return new Response(JSON.stringify(body), {
        status: statusCode,
        headers: { 'Content-Type': 'application/json' },
      });
    }
  };
}

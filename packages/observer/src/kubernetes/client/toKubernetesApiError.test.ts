import { ApiException } from '@kubernetes/client-node';
import { KubernetesApiError } from './kubernetesApiError';
import { toKubernetesApiError } from './toKubernetesApiError';

const withFields = (message: string, fields: object) =>
  Object.assign(new Error(message), fields);

describe('toKubernetesApiError', () => {
  it.each([
    {
      thrown: 'an exception whose body is a JSON string',
      error: new ApiException(
        403,
        'm',
        '{"kind":"Status","message":"pods is forbidden"}',
        {},
      ),
      expected: {
        kind: 'forbidden',
        status: 403,
        message: 'list pods: HTTP 403, pods is forbidden',
      },
    },
    {
      thrown: 'an exception whose body is an object',
      error: new ApiException(
        422,
        'm',
        { message: 'may not specify a duration less than 10 minutes' },
        {},
      ),
      expected: {
        kind: 'invalid',
        status: 422,
        message:
          'list pods: HTTP 422, may not specify a duration less than 10 minutes',
      },
    },
    {
      thrown: 'an exception whose body is plain text',
      error: new ApiException(404, 'm', '404 page not found\n', {}),
      expected: {
        kind: 'not-found',
        status: 404,
        message: 'list pods: HTTP 404, 404 page not found',
      },
    },
    {
      thrown: 'an exception without a body',
      error: new ApiException(401, 'm', undefined, {}),
      expected: {
        kind: 'unauthorized',
        status: 401,
        message: 'list pods: HTTP 401',
      },
    },
    {
      thrown: 'an exception with Retry-After',
      error: new ApiException(429, 'm', '', { 'retry-after': '7' }),
      expected: { kind: 'throttled', retryAfterSeconds: 7 },
    },
    {
      thrown: 'an exception with Retry-After as a date',
      error: new ApiException(429, 'm', '', {
        'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT',
      }),
      expected: { kind: 'throttled', retryAfterSeconds: undefined },
    },
    {
      thrown: 'an error of a watch',
      error: withFields('Gone', { statusCode: 410 }),
      expected: { kind: 'gone', status: 410 },
    },
    {
      thrown: 'an error of the server',
      error: new ApiException(503, 'm', 'upstream', {}),
      expected: { kind: 'server', status: 503 },
    },
    {
      thrown: 'a network error with a code of Node',
      error: withFields('connect ECONNREFUSED 127.0.0.1:1', {
        code: 'ECONNREFUSED',
      }),
      expected: {
        kind: 'network',
        message: 'list pods: connect ECONNREFUSED 127.0.0.1:1',
      },
    },
    {
      thrown: 'the bare error for the log of a pending pod',
      error: new Error('Cannot parse content. No Content-Type defined.'),
      expected: { kind: 'no-log', status: undefined },
    },
    {
      thrown: 'a timeout of a signal, which has a numeric code of its own',
      error: new DOMException('timed out', 'TimeoutError'),
      expected: { kind: 'timeout', status: undefined },
    },
    {
      thrown: 'an abort',
      error: new DOMException('aborted', 'AbortError'),
      expected: { kind: 'aborted', status: undefined },
    },
    {
      thrown: 'what is not an error',
      error: 'boom',
      expected: { kind: 'network', message: 'list pods: boom' },
    },
    { thrown: 'nothing', error: undefined, expected: { kind: 'network' } },
  ])('reads $thrown', ({ error, expected }) => {
    expect(toKubernetesApiError(error, 'list pods')).toMatchObject(expected);
  });

  it('leaves its own errors as they are', () => {
    const error = new KubernetesApiError('gone', 'x');
    expect(toKubernetesApiError(error, 'list pods')).toBe(error);
  });

  it('cuts what an intermediary writes into a body', () => {
    const error = toKubernetesApiError(
      new ApiException(502, 'm', 'x'.repeat(100_000), {}),
      'list pods',
    );
    expect(error.message.length).toBeLessThan(600);
  });
});

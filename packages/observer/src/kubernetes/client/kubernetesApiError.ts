/**
 * What kind of answer (or silence) a Kubernetes API server gave:
 * `unauthorized` (401), `forbidden` (403), `not-found` (404), `gone` (410, the resource version is too old),
 * `invalid` (400, 422), `throttled` (429), `server` (5xx and what is not expected), `timeout` (nothing came in time),
 * `network` (no connection), `no-log` (the container has not started yet), `aborted` (we gave up ourselves).
 *
 * @public
 */
export type KubernetesErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'invalid'
  | 'throttled'
  | 'server'
  | 'timeout'
  | 'network'
  | 'no-log'
  | 'aborted';

/**
 * A call to a Kubernetes API server that did not succeed.
 *
 * @public
 */
export class KubernetesApiError extends Error {
  readonly kind: KubernetesErrorKind;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** From the header `Retry-After`. */
  readonly retryAfterSeconds?: number;

  constructor(
    kind: KubernetesErrorKind,
    message: string,
    options: {
      status?: number;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'KubernetesApiError';
    this.kind = kind;
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

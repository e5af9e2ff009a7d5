import { readNumber, readRecord, readText } from '../../readJson';
import { KubernetesApiError, KubernetesErrorKind } from './kubernetesApiError';

const LOG_WITHOUT_CONTENT = 'Cannot parse content. No Content-Type defined.';
const LONGEST_DETAIL = 500;

/**
 * Turns whatever the client library threw into a {@link KubernetesApiError}. It knows the shapes the library throws:
 * an exception whose `body` is a JSON string, an object, plain text (`404 page not found`) or missing (401); a plain
 * `Error` with `statusCode` from a watch; network errors with a `code` of Node; and the bare error for the empty answer
 * to a log request of a pod that has not started.
 *
 * @param task - what was tried, as in `list pods`
 */
export function toKubernetesApiError(
  error: unknown,
  task: string,
): KubernetesApiError {
  if (error instanceof KubernetesApiError) {
    return error;
  }
  const thrown = readRecord(error);
  const name = readText(thrown.name);
  if (name === 'TimeoutError') {
    return new KubernetesApiError('timeout', `${task}: no answer in time`, {
      cause: error,
    });
  }
  if (name === 'AbortError') {
    return new KubernetesApiError('aborted', `${task}: given up`, {
      cause: error,
    });
  }
  if (name === 'SyntaxError') {
    return new KubernetesApiError('server', `${task}: the answer is not JSON`, {
      cause: error,
    });
  }
  const status = readNumber(thrown.code) ?? readNumber(thrown.statusCode);
  if (status !== undefined) {
    const headers = readRecord(thrown.headers);
    return answeredError(
      status,
      thrown.body,
      readText(headers['retry-after']),
      task,
      error,
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  if (message === LOG_WITHOUT_CONTENT) {
    return new KubernetesApiError(
      'no-log',
      `${task}: the container has not started, there is no log yet`,
      {
        cause: error,
      },
    );
  }
  return new KubernetesApiError('network', `${task}: ${message}`, {
    cause: error,
  });
}

/** The error for an answer with an HTTP status outside 200-299. */
export function answeredError(
  status: number,
  body: unknown,
  retryAfter: string | undefined,
  task: string,
  cause?: unknown,
): KubernetesApiError {
  const detail = statusMessage(body);
  const seconds =
    retryAfter !== undefined && /^\d+$/.test(retryAfter)
      ? Number(retryAfter)
      : undefined;
  return new KubernetesApiError(
    kindOfStatus(status),
    `${task}: HTTP ${status}${detail === undefined ? '' : `, ${detail}`}`,
    { status, retryAfterSeconds: seconds, cause },
  );
}

/** The message of a Kubernetes `Status` in any of the shapes in which it arrives. */
function statusMessage(body: unknown): string | undefined {
  if (typeof body !== 'string') {
    return readText(readRecord(body).message);
  }
  try {
    return readText(readRecord(JSON.parse(body)).message);
  } catch {
    const text = body.trim();
    return text === '' ? undefined : text.slice(0, LONGEST_DETAIL);
  }
}

function kindOfStatus(status: number): KubernetesErrorKind {
  switch (status) {
    case 400:
    case 422:
      return 'invalid';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 410:
      return 'gone';
    case 429:
      return 'throttled';
    default:
      return 'server';
  }
}

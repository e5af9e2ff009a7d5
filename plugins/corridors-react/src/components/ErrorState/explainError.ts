import { isError, ResponseError } from '@backstage/errors';

/**
 * An error in plain words.
 *
 * @public
 */
export interface ErrorExplanation {
  readonly kind:
    | 'signed-out'
    | 'forbidden'
    | 'not-found'
    | 'conflict'
    | 'refused'
    | 'unreachable'
    | 'failed';
  readonly title: string;
  readonly explanation: string;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly mayRetry: boolean;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof ResponseError) {
    return error.statusCode;
  }
  if (isError(error)) {
    if (typeof error.statusCode === 'number') {
      return error.statusCode;
    }
    const status = {
      AuthenticationError: 401,
      NotAllowedError: 403,
      NotFoundError: 404,
      ConflictError: 409,
      InputError: 400,
      ServiceUnavailableError: 503,
    }[error.name];
    return status;
  }
  return undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.body.error.message;
  }
  return isError(error) ? error.message : String(error);
}

/**
 * Explains an error of the API: what happened to whom, and whether trying again helps.
 *
 * @param error - what a call to the API rejected with
 * @param subject - what was asked for, such as "corridor gha1"
 * @public
 */
export function explainError(
  error: unknown,
  subject: string,
): ErrorExplanation {
  const status = statusOf(error);
  const message = messageOf(error);
  switch (status) {
    case 401:
      return {
        kind: 'signed-out',
        title: 'Your sign-in has ended',
        explanation: `Sign in again to see ${subject}.`,
        mayRetry: false,
      };
    case 403:
      return {
        kind: 'forbidden',
        title: `You may not see ${subject}`,
        explanation:
          'A corridor is shown to the group that owns it, to the platform team and to auditors, and to nobody else. ' +
          'If it is yours, ask the platform team to check which groups you belong to.',
        mayRetry: false,
      };
    case 404:
      return {
        kind: 'not-found',
        title: `There is no ${subject}`,
        explanation:
          'It may have been retired, or its name may be spelt differently. The list shows all that exist.',
        mayRetry: false,
      };
    case 409:
      return {
        kind: 'conflict',
        title: 'Something else is under way',
        explanation: message,
        mayRetry: true,
      };
    case 400:
    case 422:
      return {
        kind: 'refused',
        title: 'The request was refused',
        explanation: message,
        mayRetry: false,
      };
    case undefined:
      return {
        kind: 'unreachable',
        title: 'The portal did not answer',
        explanation: `Without an answer, ${subject} cannot be shown. Check your connection; the page keeps trying. (${message})`,
        mayRetry: true,
      };
    default:
      return {
        kind: 'failed',
        title: 'The portal could not answer',
        explanation: `Its backend failed with status ${status} while it looked up ${subject}: ${message}`,
        mayRetry: true,
      };
  }
}

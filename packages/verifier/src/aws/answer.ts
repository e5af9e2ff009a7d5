/**
 * What came back from a request to AWS, as far as a verdict needs it.
 *
 * - `ok`: answered with success
 * - `error`: answered with an error; `code` is AWS's error code, or `HTTP <status>` when the answer holds none
 * - `unreachable`: no answer; `code` is the network error's, or `Timeout`
 */
export type AwsAnswer<T> =
  | { readonly kind: 'ok'; readonly status: number; readonly output: T }
  | FailedAnswer;

/** No success: an error, or no answer at all. */
export type FailedAnswer =
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly code: string;
      readonly message: string;
    }
  | { readonly kind: 'unreachable'; readonly code: string };

/** Code of a request that was not sent, because the server did not answer those before. */
export const NOT_ASKED = 'NotAsked';

/** Code of a success that does not come from S3. */
export const NO_STORE = 'NoStore';

/** Code of a success without the credentials that it should bring. */
export const NO_SESSION = 'NoSession';

/** An answer without what it holds. */
export type BareAnswer = AwsAnswer<unknown>;

/** The answer in a few words: `403 AccessDenied`. */
export function nameAnswer(answer: BareAnswer): string {
  switch (answer.kind) {
    case 'ok':
      return String(answer.status);
    case 'error':
      return answer.code.startsWith('HTTP ')
        ? answer.code
        : `${answer.status} ${answer.code}`;
    case 'unreachable':
      return `no answer (${answer.code})`;
    default: {
      const unknown: never = answer;
      throw new Error(`Unknown answer ${JSON.stringify(unknown)}`);
    }
  }
}

import { CustomErrorBase } from '@backstage/errors';

/**
 * Why a forge did not do what it was asked.
 *
 * - `unauthorized`: credentials are missing, wrong or expired
 * - `forbidden`: credentials are good and do not suffice
 * - `not-found`: repository, branch or pull request does not exist, or the credentials may not see it
 * - `conflict`: somebody else's work is in the way
 * - `rejected`: the forge or our own checks refuse the content
 * - `unavailable`: no connection, an error of the forge, or its rate limit; worth another try
 * - `timeout`: no answer in time; worth another try
 *
 * @public
 */
export type ForgeErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'conflict'
  | 'rejected'
  | 'unavailable'
  | 'timeout'
  | 'not-found';

/**
 * Failure of a forge. The message says what was tried, where, what came back and what to do, and holds no secret.
 *
 * @public
 */
export class ForgeError extends CustomErrorBase {
  name = 'ForgeError' as const;

  /** What went wrong, see {@link ForgeErrorKind}. */
  readonly kind: ForgeErrorKind;

  /** HTTP status of the forge's answer, where there was one. */
  readonly status?: number;

  constructor(
    kind: ForgeErrorKind,
    message: string,
    options: { status?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause);
    this.kind = kind;
    this.status = options.status;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get isTransient(): boolean {
    return this.kind === 'unavailable' || this.kind === 'timeout';
  }
}

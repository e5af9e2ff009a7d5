/**
 * Why a request cannot be evaluated.
 *
 * @public
 */
export type InvalidRequestErrorCode =
  | 'malformed-action'
  | 'malformed-resource'
  | 'unsupported-resource'
  | 'malformed-principal'
  | 'malformed-account'
  | 'unknown-resource-account'
  | 'ambiguous-context'
  | 'malformed-context'
  | 'wrong-policy-kind';

/**
 * A request that is not understood. No verdict is given for it.
 *
 * @public
 */
export class InvalidRequestError extends Error {
  readonly code: InvalidRequestErrorCode;
  /** The field at fault, for example `principal.arn`. */
  readonly path: string;

  constructor(code: InvalidRequestErrorCode, path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.name = 'InvalidRequestError';
    this.code = code;
    this.path = path;
  }
}

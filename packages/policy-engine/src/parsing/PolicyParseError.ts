/**
 * Why a policy document was refused.
 *
 * @public
 */
export type PolicyParseErrorCode =
  | 'invalid-json'
  | 'duplicate-key'
  | 'invalid-type'
  | 'empty'
  | 'unknown-element'
  | 'missing-element'
  | 'element-not-allowed'
  | 'conflicting-elements'
  | 'invalid-version'
  | 'invalid-effect'
  | 'duplicate-sid'
  | 'malformed-action'
  | 'malformed-arn'
  | 'malformed-principal'
  | 'unsupported-principal'
  | 'wildcard-in-principal'
  | 'unknown-operator'
  | 'malformed-condition-key'
  | 'malformed-value'
  | 'malformed-variable';

/**
 * A policy document that is not understood as a whole. It is refused; nothing of it is ever ignored.
 *
 * @public
 */
export class PolicyParseError extends Error {
  readonly code: PolicyParseErrorCode;
  /** Where in the document, for example `Statement[0].Condition.StringEquals`; empty for the document itself. */
  readonly path: string;

  constructor(code: PolicyParseErrorCode, path: string, problem: string) {
    super(path === '' ? problem : `${path}: ${problem}`);
    this.name = 'PolicyParseError';
    this.code = code;
    this.path = path;
  }
}

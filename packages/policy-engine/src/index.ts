/**
 * AWS policy evaluation for S3, STS and IAM: parse, compile, evaluate.
 *
 * @packageDocumentation
 */
export * from './accessModel';
export * from './arn';
export { compilePolicy } from './documents/compilePolicy';
export type { CompiledPolicy } from './documents/CompiledPolicy';
export type {
  DocumentKind,
  DocumentOrigin,
  StatementReference,
} from './documents/documentKinds';
export type {
  ApplicablePolicies,
  Decision,
  DecisionReason,
} from './evaluation/Decision';
export { isAssumption } from './evaluation/actions';
export { decide, prepareCaller, prepareTarget } from './evaluation/decide';
export type {
  CallerPolicies,
  PreparedCaller,
  PreparedTarget,
} from './evaluation/decide';
export { evaluate } from './evaluation/evaluate';
export { parseJson } from './parsing/parseJson';
export { PolicyParseError } from './parsing/PolicyParseError';
export type { PolicyParseErrorCode } from './parsing/PolicyParseError';
export * from './reach';
export type { AccessRequest, Principal } from './request/AccessRequest';
export { InvalidRequestError } from './request/InvalidRequestError';
export type { InvalidRequestErrorCode } from './request/InvalidRequestError';
export { intersects } from './wildcard/intersects';

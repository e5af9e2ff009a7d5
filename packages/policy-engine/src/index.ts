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
export type { Decision, DecisionReason } from './evaluation/Decision';
export { isConditionKey } from './conditions/ContextKey';
export { isAssumption } from './request/actions';
export { decide } from './evaluation/decide';
export { evaluate } from './evaluation/evaluate';
export { parseJson } from './parsing/parseJson';
export { PolicyParseError } from './parsing/PolicyParseError';
export type { PolicyParseErrorCode } from './parsing/PolicyParseError';
export * from './reach';
export type { AccessRequest, Principal } from './request/AccessRequest';
export type {
  ApplicablePolicies,
  CallerPolicies,
} from './request/ApplicablePolicies';
export { InvalidRequestError } from './request/InvalidRequestError';
export type { InvalidRequestErrorCode } from './request/InvalidRequestError';
export { prepareCaller } from './request/prepareCaller';
export type { PreparedCaller } from './request/PreparedCaller';
export { prepareTarget } from './request/prepareTarget';
export type { PreparedTarget } from './request/PreparedTarget';
export { intersects } from './wildcard/intersects';

export { AccessDecider } from './AccessDecider';
export type { AccessAnswer } from './AccessAnswer';
export type { AskedResource } from './AskedResource';
export type {
  CompiledAccessModel,
  CompiledAccount,
  CompiledBucket,
  CompiledRole,
  CompiledUser,
  RefusedPolicy,
} from './CompiledAccessModel';
export { findReachedCells } from './cells/findReachedCells';
export type {
  CellOptions,
  CellTarget,
  ReachedCell,
} from './cells/findReachedCells';
export { compileAccessModel } from './compileAccessModel';
export { computeReach } from './computeReach';
export type { ReachOptions } from './computeReach';
export { findTrespasses } from './findTrespasses';
export type { TrespassOptions } from './findTrespasses';
export { IsolationProof } from './recheck/IsolationProof';
export type { TerritoryChange } from './recheck/IsolationProof';
export type { PublicAccessRestriction } from './publicAccess';
export type { ReachRegion } from './ReachRegion';
export type {
  BucketPermission,
  Permission,
  RolePermission,
  Territory,
  WebIdentity,
} from './Territory';
export type { Trespass, TrespassKind, TrespassReport } from './Trespass';
export { grantsInOtherServices } from './actions/grantsInOtherServices';
export type { OtherServicesGrant } from './actions/grantsInOtherServices';
export { HARMLESS_ACTIONS } from './actions/harmlessActions';
export type { HarmlessActions } from './actions/harmlessActions';
export {
  ASSUME_ACTIONS,
  BUCKET_DATA_ACTIONS,
  BUCKET_WIDENING_ACTIONS,
  IDENTITY_WIDENING_ACTIONS,
  WATCHED_ACTIONS,
} from './actions/watchedActions';

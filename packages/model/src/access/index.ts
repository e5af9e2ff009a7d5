export {
  CAUSE_ROLE_UNAVAILABLE,
  type CellAnswer,
  type CoveredAnswer,
  type Evidence,
  type NotCoveredAnswer,
  type NotCoveredReason,
  type Verdict,
} from './answer';
export {
  buildMatrix,
  buildMatrixLines,
  cellsBetween,
  type MatrixLines,
} from './buildMatrix';
export { cellOf } from './cellId';
export { cellsInScope } from './cellsInScope';
export { describeIdentity, describeResource } from './describe';
export { accessAllows, agreedAccess, includesAccess } from './grants';
export type {
  AnonymousIdentity,
  CorridorIdentity,
  Identity,
  NodeRoleIdentity,
} from './identity';
export {
  intendedVerdict,
  switchesRoleFromNode,
  type IntendedVerdict,
} from './intendedVerdict';
export {
  BUCKET_OPERATIONS,
  OPERATIONS,
  type Cell,
  type Matrix,
  type Operation,
  type Scope,
  type View,
} from './matrix';
export type { BucketResource, Resource, RoleResource } from './resource';

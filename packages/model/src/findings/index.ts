export type { Coverage } from './coverage';
export { FINDING_KINDS, type Finding, type FindingKind } from './finding';
export type { StandingWeakness } from './standingWeakness';

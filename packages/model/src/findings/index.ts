export {
  summarizeCoverage,
  type Coverage,
  type NotCoveredCells,
} from './coverage';
export { deriveFindings } from './deriveFindings';
export { FINDING_KINDS, type Finding, type FindingKind } from './finding';
export { joinWords } from './joinWords';
export {
  describePolicyPlace,
  namePolicyPlace,
  type PolicyPlace,
  type PolicyPlaceKind,
} from './policyPlace';
export { standingWeaknesses, type StandingWeakness } from './standingWeakness';

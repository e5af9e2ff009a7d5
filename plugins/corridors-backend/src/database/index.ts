export { DatabaseRequestStore } from './DatabaseRequestStore';
export { DatabaseRunStore } from './DatabaseRunStore';
export { migrate, migrationsDirectory } from './migrate';
export type {
  RequestChange,
  RequestQuery,
  RequestStore,
  StoredRequest,
} from './RequestStore';
export { isRequestOver } from './requestRow';
export type {
  RolledUpAnswer,
  RolledUpAnswers,
  RunEnd,
  RunOutcome,
  RunPlan,
  RunQuery,
  RunStore,
  StoredAnalysis,
  StoredAnswers,
  StoredRun,
} from './RunStore';
export { isRunOver } from './runRow';

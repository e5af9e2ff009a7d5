export { createViewFactory } from './createViewFactory';
export {
  describeRun,
  describeRunMatrix,
  summarizeRun,
  viewRun,
} from './describeRun';
export { readVerdicts } from './readVerdicts';
export { reportRun } from './reportRun';
export { corridorsOfPlan, type RunReader } from './RunReader';
export type { PreparedView } from './PreparedView';
export { RunWorker, type RunWorkerTimings } from './RunWorker';
export { VerificationService } from './VerificationService';

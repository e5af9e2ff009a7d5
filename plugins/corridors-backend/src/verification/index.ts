export {
  describeRun,
  describeRunMatrix,
  summarizeRun,
  viewRun,
} from './describeRun';
export { observedView } from './observedView';
export { reportRun } from './reportRun';
export { corridorsOfPlan, type RunReader } from './RunReader';
export { RunWorker, type RunWorkerTimings } from './RunWorker';
export { VerificationService } from './VerificationService';

export type { RunProgress, RunState } from './run';

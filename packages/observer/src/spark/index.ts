export { kubeflowSource } from './kubeflowSource';
export { observeSparkRuns, sparkSources } from './observeSparkRuns';
export { podsSource } from './podsSource';
export type { SparkSource } from './sparkSource';

export { startSparkOperator } from './startSparkOperator';
export type { SparkOperator, SparkOperatorOptions } from './startSparkOperator';
export { sparkPrograms } from './driver/sparkPrograms';
export type { AwsNetworkOptions } from './driver/AwsNetwork';

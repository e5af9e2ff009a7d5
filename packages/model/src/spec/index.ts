export {
  API_VERSION,
  corridorSchema,
  type Corridor,
  type CorridorBucket,
  type CorridorInput,
  type SparkOperator,
} from './corridor';
export {
  environmentSchema,
  type Environment,
  type EnvironmentInput,
  type IdentityMechanismName,
  type SharedBucket,
} from './environment';
export { accessSchema, type Access } from './formats';
export {
  parseCorridor,
  parseEnvironment,
  validateCorridor,
  validateEnvironment,
} from './parse';
export { isSparkAtLeast } from './sparkVersion';
export { compareQuantities, parseQuantity } from './quantity';

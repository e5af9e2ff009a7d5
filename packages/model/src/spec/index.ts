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
export {
  environmentPoliciesSchema,
  type EnvironmentPolicies,
} from './environmentPolicies';
export { accessSchema, type Access } from './formats';
export {
  parseCorridor,
  parseEnvironment,
  parseYaml,
  validateCorridor,
  validateEnvironment,
  validateEnvironmentPolicies,
  type LocatedValue,
} from './parse';
export { isSparkAtLeast } from './sparkVersion';
export { strictObject } from './strictObject';
export {
  findDirectionalCharacter,
  type DirectionalCharacter,
} from './visibleText';
export { compareQuantities, parseQuantity } from './quantity';

export {
  CorridorAuthorizer,
  type CorridorFilter,
  type CorridorPermission,
} from './CorridorAuthorizer';
export {
  corridorResourceRef,
  type CorridorResource,
  type CorridorResourceFilter,
} from './corridorResource';
export { getCorridorResources } from './getCorridorResources';
export {
  corridorConditions,
  corridorRules,
  createCorridorConditionalDecision,
} from './rules';

export {
  CorridorAuthorizer,
  type CorridorPermission,
} from './CorridorAuthorizer';
export {
  corridorResourceRef,
  type CorridorResource,
  type CorridorResourceFilter,
} from './corridorResource';
export {
  corridorConditions,
  corridorRules,
  createCorridorConditionalDecision,
} from './rules';

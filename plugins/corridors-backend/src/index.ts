/**
 * Inventory, requests, verification runs and the HTTP API of the corridors plugin.
 *
 * @packageDocumentation
 */
export { corridorsPlugin as default } from './plugin';
export {
  corridorConditions,
  corridorResourceRef,
  corridorRules,
  createCorridorConditionalDecision,
  type CorridorResource,
  type CorridorResourceFilter,
} from './permissions';

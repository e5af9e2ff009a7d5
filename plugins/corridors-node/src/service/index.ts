export { corridorsForgeFactoryServiceRef } from './forgeFactoryServiceRef';
export {
  corridorsForgesServiceRef,
  type CorridorsForges,
} from './corridorsForgesServiceRef';

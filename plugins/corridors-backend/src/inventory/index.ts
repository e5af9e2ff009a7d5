export { type InventorySnapshot } from './buildInventory';
export { createObserverFactory } from './createObserverFactory';
export { corridorCells } from './corridorAccess';
export { declaredAnalysisOf } from './declaredAnalysisOf';
export { declaredModelOf, type RepositoryTree } from './declaredModelOf';
export { describeCorridor } from './describeCorridor';
export { GitopsReader } from './GitopsReader';
export { Inventory } from './Inventory';
export type { InvalidEntry, InventoryEntry } from './InventoryEntry';
export { matrixOf } from './matrixOf';
export type {
  AccountSource,
  ClusterSource,
  ObserverFactory,
} from './Observers';
export { summarizeEntry } from './summarizeEntry';
export { summarizeEnvironments } from './summarizeEnvironments';
export { treeUrl } from './treeUrl';

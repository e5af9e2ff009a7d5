export { checkCorridor } from './checkCorridor';
export { parseOwner, type Owner } from './owner';

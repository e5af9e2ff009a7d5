export { checkCorridor } from './checkCorridor';
export { managerSubjectOf, type ManagerSubject } from './managerSubject';
export { parseOwner, type Owner } from './owner';

export type { CorridorKnowledge } from './CorridorKnowledge';
export type { UserCredentials } from './Requester';
export { RequestReconciler } from './RequestReconciler';
export { RequestService, type RequestServiceOptions } from './RequestService';

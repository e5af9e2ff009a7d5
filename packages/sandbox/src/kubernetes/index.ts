export type { KubernetesOptions } from './KubernetesOptions';
export * from './startKubernetes';
export { StatusError } from './StatusError';
export type { StaticUser } from './auth';
export { IDENTITY_WEBHOOK } from './admission';
export { Faults } from './http';
export type { Fault, FaultSubject } from './http';
export type { KubernetesObject, ObjectMeta, OwnerReference } from './objects';

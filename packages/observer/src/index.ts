/**
 * Live facts about corridors: Kubernetes reflectors, AWS account reader, Spark runs, credential checks.
 *
 * @packageDocumentation
 */
export * from './account';
export * from './aws';
export * from './cluster';
export * from './credentials';
export * from './failures';
export * from './kubernetes';
export type { ObserverLog } from './log';
export * from './spark';

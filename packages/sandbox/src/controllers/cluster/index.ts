export * from './ClusterConnection';
export * from './ClusterObject';
export * from './EventRecorder';
export * from './ObjectCache';
export * from './WorkQueue';
export * from './apiFailure';
export * from './json';

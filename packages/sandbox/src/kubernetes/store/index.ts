export * from './ObjectStore';
export * from './Snapshot';
export * from './selectors';

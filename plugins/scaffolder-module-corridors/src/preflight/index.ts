export * from './usePreflight';
export * from './validateByPreflight';

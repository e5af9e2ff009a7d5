export * from './corridorsApiRef';
export * from './useCorridorsApi';

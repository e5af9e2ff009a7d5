export * from './EntityName';
export * from './RequestCorridorButton';

export * from './EntityCorridorCard';
export * from './EntityCorridorContent';

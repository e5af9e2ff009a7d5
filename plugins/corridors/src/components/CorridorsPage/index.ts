export * from './CorridorsPage';

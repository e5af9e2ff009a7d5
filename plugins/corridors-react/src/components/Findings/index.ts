export * from './FindingList';
export * from './PolicyPlaces';

export * from './CorridorContent';
export * from './CorridorPage';
export * from './corridorTabs';

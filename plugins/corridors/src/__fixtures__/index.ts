export * from './FixtureApi';
export * from './fleet';

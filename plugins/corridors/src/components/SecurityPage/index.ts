export * from './RunPage';
export * from './SecurityPage';

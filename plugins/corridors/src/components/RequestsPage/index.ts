export * from './RequestPage';
export * from './RequestsPage';

export * from './ackDefinitions';
export * from './sparkDefinitions';

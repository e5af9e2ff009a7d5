export * from './KindDefinition';
export * from './KindRegistry';
export * from './builtInKinds';
export * from './columns';
export * from './customKinds';

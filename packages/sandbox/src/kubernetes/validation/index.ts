export * from './pruneUnknownFields';
export * from './validateBuiltIn';
export * from './validateCustomResource';
export * from './validateMetadata';
export * from './validateUpdate';

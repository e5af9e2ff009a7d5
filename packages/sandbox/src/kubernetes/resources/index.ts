export * from './ResourceRequest';
export * from './createObject';
export * from './deleteObject';
export * from './patchObject';
export * from './updateObject';

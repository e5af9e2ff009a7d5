export * from './client';
export * from './objects';
export * from './reflector';

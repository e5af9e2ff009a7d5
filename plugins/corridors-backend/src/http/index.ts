export { createRouter } from './createRouter';
export { findResource } from './readers';

export * from './AsOf';
export * from './TimeAgo';
export * from './formatAgo';
export { useNow } from './useNow';

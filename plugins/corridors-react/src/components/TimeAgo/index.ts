export * from './AsOf';
export * from './TimeAgo';
export * from './formatAgo';
export * from './sourceTitle';
export { useNow } from './useNow';

export * from './StateBadge';
export * from './badges';

export * from './admit';
export * from './admitQuota';
export { IDENTITY_WEBHOOK } from './injectIdentity';
export * from './quotaUsage';

export type {
  Forge,
  ForgeChange,
  PullRequest,
  PullRequestStatus,
} from './Forge';
export { ForgeError, type ForgeErrorKind } from './ForgeError';
export type { ForgeFactory } from './ForgeFactory';
export { createForge, type CreateForgeOptions } from './createForge';

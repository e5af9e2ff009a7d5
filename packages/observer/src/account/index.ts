export type {
  AccountAccess,
  AccountBucket,
  AccountCluster,
  ReadAccountAccessOptions,
} from './accountAccess';
export { readAccountAccess } from './readAccountAccess';
export { serviceAccountsOf } from './serviceAccountsOf';

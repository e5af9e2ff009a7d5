export type {
  AccountAccess,
  AccountBucket,
  ReadAccountAccessOptions,
} from './accountAccess';
export { readAccountAccess } from './readAccountAccess';
export { serviceAccountsOf } from './serviceAccountsOf';

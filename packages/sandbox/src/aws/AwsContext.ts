import type { Authorizer } from './authorization/Authorizer';
import type { FixedKeys } from './authentication/findCredentials';
import type { PolicyCompiler } from './authorization/PolicyCompiler';
import type { AwsStore } from './state/AwsStore';
import type { FetchJwks } from './sts/fetchJwks';

/** What every operation of the server works with. */
export interface AwsContext {
  readonly store: AwsStore;
  readonly compiler: PolicyCompiler;
  readonly authorizer: Authorizer;
  readonly fixedKeys: FixedKeys;
  readonly fetchJwks: FetchJwks;
  /** Names of the EKS clusters of each account. */
  readonly eksClusters: ReadonlyMap<string, readonly string[]>;
  /** Region of requests that name none. */
  readonly region: string;
  /** Names below which `<bucket>.<name>` is a bucket's own host. */
  readonly virtualHosts: readonly string[];
}

import { Corridor, DerivedNames, Environment } from '@corridors/model';
import { AwsAccountSnapshot } from '../aws';
import { ClusterSnapshot } from '../cluster';

/**
 * What the credential checks of one corridor look at.
 *
 * @public
 */
export interface CredentialContext {
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly names: DerivedNames;
  /** Absent when the cluster of the environment is not configured. */
  readonly cluster: ClusterSnapshot | undefined;
  /** Absent when access to the AWS account is not configured. */
  readonly aws: AwsAccountSnapshot | undefined;
  readonly now: Date;
}

import { Cluster } from '../Cluster';
import { User } from '../auth';
import { KindDefinition } from '../kinds';

/**
 * A write to a resource, after authorization.
 *
 * @public
 */
export interface ResourceRequest {
  readonly cluster: Cluster;
  readonly kind: KindDefinition;
  readonly user: User;
  /** Absent for resources of the cluster. */
  readonly namespace?: string;
  /** `?dryRun=All`: everything is checked and answered, nothing stored. */
  readonly dryRun?: boolean;
  /** `?fieldValidation=`: what happens to fields that the schema does not know. */
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
}

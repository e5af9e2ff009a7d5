import type {
  AwsResourceStatus,
  Corridor,
  Environment,
  Fleet,
} from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

import type { ManifestFile } from '../files/manifestFile';

/**
 * What an AWS resource's status says.
 *
 * @public
 */
export interface Readiness {
  readonly state: AwsResourceStatus['state'];
  readonly message?: string;
}

/**
 * How AWS resources come to exist.
 *
 * @public
 */
export interface Provisioner {
  readonly id: Environment['spec']['provisioner'];
  /** The files of a corridor's AWS resources; the fleet tells whom it shares with and from whom it uses. */
  render(
    corridor: Corridor,
    environment: Environment,
    fleet: Fleet,
  ): ManifestFile[];
  /** Roles and buckets that the files would bring about. */
  read(files: readonly ManifestFile[], environment: Environment): AccessModel;
  /** Reads the status of a live object. */
  readiness(object: unknown): Readiness;
}

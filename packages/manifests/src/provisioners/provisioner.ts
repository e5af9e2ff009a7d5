import type {
  AwsResourceStatus,
  Corridor,
  Environment,
  Fleet,
  Problem,
} from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

import type {
  Declared,
  DeclaredPolicy,
  DeclaredResources,
  PolicyLookup,
} from '../declared/declaredResources';
import type { LocatedObject } from '../declared/locatedObject';
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

/** What a provisioner's objects declare. What is not understood is a problem, and in the result as such. */
export interface Declarations {
  /** Text that every file with one of its objects holds. */
  readonly mention: string;
  /** Whether it reads an object. */
  isKnown(object: LocatedObject): boolean;
  policies(
    objects: readonly LocatedObject[],
    environment: Environment,
  ): {
    readonly policies: readonly Declared<DeclaredPolicy>[];
    readonly problems: readonly Problem[];
  };
  resources(
    objects: readonly LocatedObject[],
    environment: Environment,
    lookup: PolicyLookup,
  ): DeclaredResources;
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

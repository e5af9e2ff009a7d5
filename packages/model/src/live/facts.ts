/**
 * Whether facts of a source can be relied on now.
 *
 * @public
 */
export type FactState =
  | 'syncing'
  | 'live'
  | 'stale'
  | 'unavailable'
  | 'forbidden';

/**
 * Where facts come from, and how fresh they are.
 *
 * @public
 */
export interface FactSource {
  /** `kubernetes:single1`, `aws:111122223333`, `gitops` */
  readonly id: string;
  readonly title: string;
  readonly state: FactState;
  /** RFC 3339; when its facts were last known to be true. */
  readonly asOf?: string;
  /** RFC 3339; since when it is in this state. */
  readonly since?: string;
  readonly message?: string;
}

/**
 * An AWS resource as its provisioner reports it.
 *
 * @public
 */
export interface AwsResourceStatus {
  readonly kind: 'Bucket' | 'Role' | 'Policy';
  /** Name of the Kubernetes object. */
  readonly name: string;
  /** Name in AWS. */
  readonly awsName: string;
  readonly arn?: string;
  /** `failed` needs another spec; `retrying` is tried again by itself. */
  readonly state:
    | 'ready'
    | 'progressing'
    | 'failed'
    | 'retrying'
    | 'missing'
    | 'unknown';
  readonly message?: string;
  readonly observedAt?: string;
}

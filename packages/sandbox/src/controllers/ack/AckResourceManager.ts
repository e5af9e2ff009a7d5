import type { AwsClients } from '../../aws/clients/openClients';

/** Where a manager works. */
export interface AckScope {
  readonly aws: AwsClients;
  readonly accountId: string;
  readonly region: string;
}

/** What `status` says of the resource in AWS. */
export type AckFacts = Readonly<Record<string, string | number | boolean>>;

/** A resource in AWS. */
export interface AckResource {
  readonly arn: string;
  readonly facts: AckFacts;
}

/** Brings the resources of one kind to what their specs say. */
export interface AckResourceManager<T> {
  /**
   * Makes the resource, or changes what differs.
   *
   * @param isManaged - whether the custom resource is known to have made it
   * @throws AckError `terminal`, foreign, when it exists and is somebody else's; errors of the SDK
   */
  sync(object: T, isManaged: boolean): Promise<AckResource>;
  /** Deletes the resource, if it is there and ours. */
  remove(object: T, isManaged: boolean): Promise<void>;
}

import { FactSource } from '@corridors/model';
import type { DriverLog } from '../failures';
import {
  ObservedAwsResource,
  ObservedNamespace,
  ObservedPod,
  ObservedResourceQuota,
  ObservedServiceAccount,
  ObservedSparkApplication,
} from '../kubernetes';
import { LostExecutor } from './lostExecutor';

/**
 * The collections that are watched in every cluster.
 *
 * @public
 */
export type WatchedCollection =
  | 'namespaces'
  | 'serviceAccounts'
  | 'pods'
  | 'resourceQuotas'
  | 'sparkApplications'
  | 'ackBuckets'
  | 'ackPolicies'
  | 'ackRoles';

/**
 * What a cluster held at one moment. A snapshot never changes; the next one has a higher revision.
 *
 * @public
 */
export interface ClusterSnapshot {
  readonly environment: string;
  readonly revision: number;
  /** By name. */
  readonly namespaces: ReadonlyMap<string, ObservedNamespace>;
  /** By `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, ObservedServiceAccount>;
  /** Pods with a label `spark-role`, by `namespace/name`. */
  readonly pods: ReadonlyMap<string, ObservedPod>;
  /** By `namespace/name`. */
  readonly sparkApplications: ReadonlyMap<string, ObservedSparkApplication>;
  /** By `namespace/name`. */
  readonly resourceQuotas: ReadonlyMap<string, ObservedResourceQuota>;
  /** ACK objects of the namespace for AWS resources, by `Kind/namespace/name`. */
  readonly awsResources: ReadonlyMap<string, ObservedAwsResource>;
  /** Executors that were lost, by namespace, oldest first. */
  readonly lostExecutors: ReadonlyMap<string, readonly LostExecutor[]>;
  /** What the logs of failed drivers say, by pod uid. */
  readonly driverLogs: ReadonlyMap<string, DriverLog>;
  /** How far the cluster's clock is ahead of ours (negative: behind), from the `Date` header of its answers. */
  readonly clockSkewSeconds?: number;
  /** How well each collection is known; the same facts as the observer's sources. */
  readonly collections: Readonly<Record<WatchedCollection, FactSource>>;
  /** Contents of one namespace, from an index. */
  inNamespace(namespace: string): NamespaceContents;
}

/**
 * What one namespace holds.
 *
 * @public
 */
export interface NamespaceContents {
  readonly serviceAccounts: readonly ObservedServiceAccount[];
  readonly pods: readonly ObservedPod[];
  readonly sparkApplications: readonly ObservedSparkApplication[];
  readonly resourceQuotas: readonly ObservedResourceQuota[];
}

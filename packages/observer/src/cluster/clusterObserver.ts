import { FactSource } from '@corridors/model';
import {
  KubernetesConnection,
  ObservedAwsResource,
  ObservedNamespace,
  ObservedPod,
  objectKey,
} from '../kubernetes';
import {
  createKubernetesClient,
  KubernetesClient,
} from '../kubernetes/client/kubernetesClient';
import { ObjectChange } from '../kubernetes/reflector/objectStore';
import { createScheduler, Scheduler } from '../kubernetes/reflector/scheduler';
import { ObserverLog } from '../log';
import { SettledCalls } from '../settledCalls';
import { ClusterSnapshot, WatchedCollection } from './clusterSnapshot';
import { corridorOfNamespace } from './corridorOfNamespace';
import { clusterSources, collectionSource } from './collectionSources';
import { DriverLogReader } from './driverLogReader';
import { Heartbeat } from './heartbeat';
import { indexByNamespace } from './indexByNamespace';
import { LostExecutors } from './lostExecutors';
import {
  ClusterObserverTimings,
  DEFAULT_CLUSTER_TIMINGS,
} from './observerTimings';
import { CollectionReflectors, reflectCollections } from './reflectCollections';

/** Beyond this, times of the cluster and of the portal cannot be compared. */
const NOTABLE_SKEW_SECONDS = 60;

/**
 * What a {@link ClusterObserver} needs.
 *
 * @public
 */
export interface ClusterObserverOptions {
  /** Name of the environment. */
  readonly environment: string;
  readonly connection: KubernetesConnection;
  /** Namespace of the AWS resources, `spec.aws.awsNamespace` of the environment. Default `corridors-aws`. */
  readonly awsNamespace?: string;
  /** Whether logs of failed drivers in corridors are read (needs `get` on `pods/log`). Default true. */
  readonly driverLogs?: boolean;
  readonly clock: () => Date;
  readonly log: ObserverLog;
  /** Called after changes, at most once per `settleMs`; reads the new snapshot from the observer. */
  readonly onChange: () => void;
  readonly timings?: Partial<ClusterObserverTimings>;
}

/**
 * Keeps the live facts of one cluster in memory: one watch per collection, a heartbeat, executors that were lost, and
 * what the logs of failed drivers say. Reads only.
 *
 * @public
 */
export class ClusterObserver {
  private readonly reflectors: CollectionReflectors;
  private readonly heartbeat: Heartbeat;
  private readonly driverLogs: DriverLogReader;
  private readonly lostExecutors = new LostExecutors();
  private readonly life = new AbortController();
  private readonly changes: SettledCalls;
  private revision = 0;
  private latest: ClusterSnapshot | undefined;
  private clockSkewSeconds: number | undefined;

  /** Makes an observer that does nothing until {@link ClusterObserver.start}. */
  static create(options: ClusterObserverOptions): ClusterObserver {
    return new ClusterObserver(
      options,
      createKubernetesClient(options.connection),
      createScheduler(options.clock),
      { ...DEFAULT_CLUSTER_TIMINGS, ...options.timings },
    );
  }

  private constructor(
    private readonly options: ClusterObserverOptions,
    client: KubernetesClient,
    private readonly scheduler: Scheduler,
    timings: ClusterObserverTimings,
  ) {
    this.changes = new SettledCalls(
      options.onChange,
      timings.settleMs,
      scheduler,
      this.life.signal,
      error =>
        options.log.error(
          `Telling of changes in ${options.environment} failed: ${error}`,
        ),
    );
    this.driverLogs = new DriverLogReader(client, scheduler, options.log, () =>
      this.changed(),
    );
    this.reflectors = reflectCollections({
      client,
      scheduler,
      timings: timings.reflector,
      awsNamespace: options.awsNamespace ?? 'corridors-aws',
      onChange: () => this.changed(),
      onNamespaceChange: changes => this.namespacesChanged(changes),
      onPodChange: changes => this.podsChanged(changes),
    });
    this.heartbeat = new Heartbeat(client, scheduler, timings.heartbeat, {
      onContact: (at, clockSkewSeconds) => this.contacted(at, clockSkewSeconds),
      onLost: error => {
        options.log.warn(
          `Kubernetes of ${options.environment} does not answer: ${error.message}`,
        );
        this.eachReflector(reflector =>
          reflector.distrust(
            `The API server does not answer: ${error.message}`,
          ),
        );
      },
      onRecovered: () => {
        options.log.info(`Kubernetes of ${options.environment} answers again`);
        this.eachReflector(reflector => reflector.retryNow());
      },
    });
  }

  /** Begins to list and watch. Facts arrive later: until then the sources say `syncing`. */
  start(): void {
    if (this.life.signal.aborted) {
      throw new Error(
        `The observer of ${this.options.environment} has been stopped and cannot be started again`,
      );
    }
    this.eachReflector(reflector => reflector.start());
    this.heartbeat.start();
  }

  /** Ends every watch and request. Resolves when nothing runs any more. Final. */
  async stop(): Promise<void> {
    this.life.abort();
    await Promise.all([
      this.heartbeat.stop(),
      this.driverLogs.stop(),
      ...Object.values(this.reflectors).map(reflector => reflector.stop()),
    ]);
  }

  /** What is known now. The same object as long as nothing has changed. */
  snapshot(): ClusterSnapshot {
    this.latest ??= this.takeSnapshot();
    return this.latest;
  }

  /** How fresh it is: the cluster as a whole first (`kubernetes:<environment>`), then collections that differ. */
  sources(): FactSource[] {
    return clusterSources(
      this.options.environment,
      Object.values(this.collectionStates()),
      describeSkew(this.clockSkewSeconds),
    );
  }

  private eachReflector(
    action: (reflector: {
      start(): void;
      confirm(at: Date): void;
      distrust(message: string): void;
      retryNow(): void;
    }) => void,
  ): void {
    Object.values(this.reflectors).forEach(action);
  }

  private contacted(at: Date, clockSkewSeconds: number | undefined): void {
    this.eachReflector(reflector => reflector.confirm(at));
    const told = describeSkew(this.clockSkewSeconds);
    this.clockSkewSeconds = clockSkewSeconds;
    this.latest = undefined; // the times at which its facts were true have moved on
    if (told !== describeSkew(clockSkewSeconds)) {
      this.changed();
    }
  }

  private podsChanged(changes: readonly ObjectChange<ObservedPod>[]): void {
    const seenAt = this.scheduler.now();
    const namespaces = this.reflectors.namespaces.objects();
    for (const change of changes) {
      this.lostExecutors.record(change, seenAt);
      if (change.kind === 'stored') {
        this.considerLog(change.current, namespaces);
      }
    }
  }

  private namespacesChanged(
    changes: readonly ObjectChange<ObservedNamespace>[],
  ): void {
    for (const change of changes) {
      if (change.kind === 'deleted') {
        this.lostExecutors.forget(change.last.name);
      }
    }
    const namespaces = this.reflectors.namespaces.objects();
    this.reflectors.pods
      .objects()
      .forEach(pod => this.considerLog(pod, namespaces));
  }

  /** Logs are read of corridors only: what else runs in the cluster is not ours to read. */
  private considerLog(
    pod: ObservedPod,
    namespaces: ClusterSnapshot['namespaces'],
  ): void {
    if (
      this.options.driverLogs !== false &&
      corridorOfNamespace(namespaces, pod.namespace) !== undefined
    ) {
      this.driverLogs.consider(pod);
    }
  }

  private changed(): void {
    this.revision += 1;
    this.latest = undefined;
    this.changes.request();
  }

  private collectionStates(): Record<WatchedCollection, FactSource> {
    const source = (collection: WatchedCollection) =>
      collectionSource(
        this.options.environment,
        collection,
        this.reflectors[collection].status(),
      );
    return {
      namespaces: source('namespaces'),
      serviceAccounts: source('serviceAccounts'),
      pods: source('pods'),
      resourceQuotas: source('resourceQuotas'),
      sparkApplications: source('sparkApplications'),
      ackBuckets: source('ackBuckets'),
      ackPolicies: source('ackPolicies'),
      ackRoles: source('ackRoles'),
    };
  }

  private takeSnapshot(): ClusterSnapshot {
    const {
      namespaces,
      serviceAccounts,
      pods,
      resourceQuotas,
      sparkApplications,
    } = this.reflectors;
    const objects = {
      namespaces: namespaces.objects(),
      serviceAccounts: serviceAccounts.objects(),
      pods: pods.objects(),
      resourceQuotas: resourceQuotas.objects(),
      sparkApplications: sparkApplications.objects(),
    };
    const index = {
      serviceAccounts: indexByNamespace(objects.serviceAccounts),
      pods: indexByNamespace(objects.pods),
      resourceQuotas: indexByNamespace(objects.resourceQuotas),
      sparkApplications: indexByNamespace(objects.sparkApplications),
    };
    return {
      environment: this.options.environment,
      revision: this.revision,
      ...objects,
      awsResources: this.awsResources(),
      lostExecutors: this.lostExecutors.copy(),
      driverLogs: this.driverLogs.copy(),
      clockSkewSeconds: this.clockSkewSeconds,
      collections: this.collectionStates(),
      inNamespace: namespace => ({
        serviceAccounts: index.serviceAccounts.get(namespace) ?? [],
        pods: index.pods.get(namespace) ?? [],
        resourceQuotas: index.resourceQuotas.get(namespace) ?? [],
        sparkApplications: index.sparkApplications.get(namespace) ?? [],
      }),
    };
  }

  private awsResources(): ReadonlyMap<string, ObservedAwsResource> {
    const { ackBuckets, ackPolicies, ackRoles } = this.reflectors;
    const all = [ackBuckets, ackPolicies, ackRoles].flatMap(reflector => [
      ...reflector.objects().values(),
    ]);
    return new Map(
      all.map(object => [
        `${object.kind}/${objectKey(object.namespace, object.name)}`,
        object,
      ]),
    );
  }
}

function describeSkew(seconds: number | undefined): string | undefined {
  if (seconds === undefined || Math.abs(seconds) < NOTABLE_SKEW_SECONDS) {
    return undefined;
  }
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `The clock of the cluster is ${minutes} min ${
    seconds > 0 ? 'ahead of' : 'behind'
  } the portal's: one of them is wrong`;
}

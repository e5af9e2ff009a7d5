import { FactSource } from '@corridors/model';
import { createScheduler, Scheduler } from '../kubernetes/reflector/scheduler';
import { ObserverLog } from '../log';
import { SettledCalls } from '../settledCalls';
import {
  AwsAccountSnapshot,
  BucketFacts,
  ObservedOidcProvider,
  ObservedPolicy,
  ObservedRole,
  RoleFacts,
} from './awsAccountSnapshot';
import { AwsClients, createAwsClients } from './awsClients';
import { AwsAccountEndpoints, AwsCredentialSource } from './awsConnection';
import { Fact, ReadOutcome, settleFact } from './fact';
import { PENDING_BUCKET, sameForAll, settleBucket } from './bucketFacts';
import { BucketOutcomes, readBucket } from './readBucket';
import { ReadLane } from './readLane';
import { oidcProviderArn, readOidcProvider } from './readOidcProvider';
import { readRole, readRolePolicies } from './readRole';
import {
  ReadFailure,
  ReadTarget,
  ServicePace,
  ServiceReader,
} from './serviceReader';

const IAM_CONCURRENCY = 4;
const S3_CONCURRENCY = 8;
const CALL_TIMEOUT_MS = 8_000;
const SETTLE_MS = 200;
const PENDING = { state: 'pending' } as const;

/**
 * How patient an {@link AwsAccountObserver} is, in milliseconds.
 *
 * @public
 */
export interface AwsObserverTimings {
  /** Where nothing else is due, a service is looked at so often, to notice within a minute that it is gone. */
  readonly pulseMs: number;
  /** Pause before the second look, which decides. */
  readonly retryMs: number;
  /** Time limit of one call. */
  readonly callTimeoutMs: number;
  /** Changes that come within so many milliseconds are told as one. */
  readonly settleMs: number;
}

/**
 * What an {@link AwsAccountObserver} needs.
 *
 * @public
 */
export interface AwsAccountObserverOptions {
  /** 12 digits. */
  readonly accountId: string;
  readonly endpoints: AwsAccountEndpoints;
  readonly credentials: AwsCredentialSource;
  readonly clock: () => Date;
  readonly log: ObserverLog;
  readonly onChange: () => void;
  /** Age at which a fact is read again. */
  readonly intervalSeconds: number;
  /** Default: by the region. */
  readonly partition?: string;
  readonly timings?: Partial<AwsObserverTimings>;
}

/**
 * What to read in an account.
 *
 * @public
 */
export interface AwsAccountTargets {
  readonly roleNames: readonly string[];
  readonly bucketNames: readonly string[];
  /** Issuer URLs of clusters. */
  readonly oidcIssuers: readonly string[];
}

/**
 * Keeps facts of one AWS account in memory: the roles, buckets and OpenID Connect providers it is told to look at. Reads
 * only, paces itself, and keeps what it knew when a read fails.
 *
 * @public
 */
export class AwsAccountObserver {
  private readonly iam: ServiceReader;
  private readonly s3: ServiceReader;
  private readonly life = new AbortController();
  private readonly changes: SettledCalls;
  private readonly partition: string;
  private roles = new Map<string, RoleFacts>();
  private buckets = new Map<string, BucketFacts>();
  private oidcProviders = new Map<string, Fact<ObservedOidcProvider>>();
  private revision = 0;
  private latest: AwsAccountSnapshot | undefined;

  /** Makes an observer that reads nothing until it is started and has targets. */
  static create(options: AwsAccountObserverOptions): AwsAccountObserver {
    return new AwsAccountObserver(
      options,
      createAwsClients(options.endpoints, options.credentials),
      createScheduler(options.clock),
    );
  }

  private constructor(
    private readonly options: AwsAccountObserverOptions,
    private readonly clients: AwsClients,
    private readonly scheduler: Scheduler,
  ) {
    const { accountId, intervalSeconds, timings } = options;
    this.changes = new SettledCalls(
      options.onChange,
      timings?.settleMs ?? SETTLE_MS,
      scheduler,
      this.life.signal,
      error =>
        options.log.error(
          `Telling of changes in account ${accountId} failed: ${error}`,
        ),
    );
    const pace: ServicePace = {
      intervalMs: intervalSeconds * 1000,
      pulseMs: Math.min(timings?.pulseMs ?? 20_000, intervalSeconds * 1000),
      retryMs: timings?.retryMs ?? 3_000,
    };
    const lane = (concurrency: number) =>
      new ReadLane(
        scheduler,
        concurrency,
        timings?.callTimeoutMs ?? CALL_TIMEOUT_MS,
      );
    const changed = () => this.changed();
    this.partition = options.partition ?? partitionOf(options.endpoints.region);
    this.iam = new ServiceReader(
      { id: `aws:${accountId}/iam`, title: `IAM of ${accountId}` },
      lane(IAM_CONCURRENCY),
      scheduler,
      pace,
      changed,
    );
    this.s3 = new ServiceReader(
      { id: `aws:${accountId}/s3`, title: `S3 of ${accountId}` },
      lane(S3_CONCURRENCY),
      scheduler,
      pace,
      changed,
    );
  }

  /** Begins to read. */
  start(): void {
    this.iam.start();
    this.s3.start();
  }

  /** Ends every call. Resolves when nothing runs any more. Final. */
  async stop(): Promise<void> {
    this.life.abort();
    await Promise.all([this.iam.stop(), this.s3.stop()]);
    this.clients.destroy();
  }

  /** Replaces what is looked at. What is new is read at once, what is no longer named is forgotten. */
  setTargets(targets: AwsAccountTargets): void {
    this.roles = keep(this.roles, targets.roleNames, () => ({
      role: PENDING,
      policies: PENDING,
    }));
    this.buckets = keep(
      this.buckets,
      targets.bucketNames,
      () => PENDING_BUCKET,
    );
    this.oidcProviders = keep(
      this.oidcProviders,
      targets.oidcIssuers,
      () => PENDING,
    );
    this.iam.setTargets([
      ...[...this.roles.keys()].map(name => this.roleTarget(name)),
      ...[...this.oidcProviders.keys()].map(issuer => this.oidcTarget(issuer)),
    ]);
    this.s3.setTargets(
      [...this.buckets.keys()].map(name => this.bucketTarget(name)),
    );
    this.changed();
  }

  /** Reads everything again now, as after a repair. */
  refresh(): void {
    this.iam.refresh();
    this.s3.refresh();
  }

  /** What is known now. The same object as long as nothing has changed. */
  snapshot(): AwsAccountSnapshot {
    this.latest ??= {
      accountId: this.options.accountId,
      revision: this.revision,
      roles: new Map(this.roles),
      buckets: new Map(this.buckets),
      oidcProviders: new Map(this.oidcProviders),
    };
    return this.latest;
  }

  /** How fresh it is: the account as a whole first (`aws:<account>`), then the service that differs. */
  sources(): FactSource[] {
    const services = [this.iam.status(), this.s3.status()];
    const order = ['stale', 'syncing', 'forbidden', 'live'];
    const worst = [...services].sort(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
    )[0];
    if (!worst) {
      return [];
    }
    const whole: FactSource = {
      ...worst,
      id: `aws:${this.options.accountId}`,
      title: `AWS account ${this.options.accountId}`,
      message:
        worst.message ??
        services.find(({ message }) => message !== undefined)?.message,
    };
    return [whole, ...services.filter(({ state }) => state !== worst.state)];
  }

  private changed(): void {
    this.revision += 1;
    this.latest = undefined;
    this.changes.request();
  }

  private roleTarget(name: string): ReadTarget {
    const settle = (
      role: ReadOutcome<ObservedRole>,
      policies: ReadOutcome<readonly ObservedPolicy[]>,
    ) => {
      const before = this.roles.get(name);
      if (before) {
        const now = this.scheduler.now();
        this.roles.set(name, {
          role: settleFact(before.role, role, now),
          policies: settleFact(before.policies, policies, now),
        });
      }
    };
    return {
      key: `role ${name}`,
      read: async context => {
        const role = await readRole(this.clients.iam, name, context);
        const policies =
          role.kind === 'absent' || isOutage(role)
            ? role
            : await readRolePolicies(this.clients.iam, name, context);
        if (!context.signal.aborted) {
          settle(role, policies);
        }
        return failuresOf([role, policies]);
      },
      fail: failure =>
        settle({ kind: 'failure', failure }, { kind: 'failure', failure }),
    };
  }

  private oidcTarget(issuer: string): ReadTarget {
    const arn = oidcProviderArn(this.partition, this.options.accountId, issuer);
    const settle = (outcome: ReadOutcome<ObservedOidcProvider>) => {
      const before = this.oidcProviders.get(issuer);
      if (before) {
        this.oidcProviders.set(
          issuer,
          settleFact(before, outcome, this.scheduler.now()),
        );
      }
    };
    return {
      key: `oidc ${issuer}`,
      read: async context => {
        const outcome = await readOidcProvider(this.clients.iam, arn, context);
        if (!context.signal.aborted) {
          settle(outcome);
        }
        return failuresOf([outcome]);
      },
      fail: failure => settle({ kind: 'failure', failure }),
    };
  }

  private bucketTarget(name: string): ReadTarget {
    const settle = (outcomes: BucketOutcomes) => {
      const before = this.buckets.get(name);
      if (before) {
        this.buckets.set(
          name,
          settleBucket(before, outcomes, this.scheduler.now()),
        );
      }
    };
    return {
      key: `bucket ${name}`,
      read: async context => {
        const outcomes = await readBucket(this.clients.s3, name, context);
        if (!context.signal.aborted) {
          settle(outcomes);
        }
        return failuresOf(Object.values(outcomes));
      },
      fail: failure => settle(sameForAll({ kind: 'failure', failure })),
    };
  }
}

/** Whether asking for more would only cost the time limit of another call. */
function isOutage<T>(
  outcome: ReadOutcome<T>,
): outcome is Extract<ReadOutcome<T>, { kind: 'failure' }> {
  return outcome.kind === 'failure' && outcome.failure.kind === 'unreachable';
}

function failuresOf(outcomes: readonly ReadOutcome<unknown>[]): ReadFailure[] {
  return outcomes.flatMap(outcome =>
    outcome.kind === 'failure' ? [outcome.failure] : [],
  );
}

function keep<T>(
  known: ReadonlyMap<string, T>,
  names: readonly string[],
  create: () => T,
): Map<string, T> {
  return new Map(names.map(name => [name, known.get(name) ?? create()]));
}

/** Source: AWS General Reference, "Amazon Resource Names (ARNs)". */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

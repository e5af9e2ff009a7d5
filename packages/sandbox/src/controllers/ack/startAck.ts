import { openClients } from '../../aws/clients/openClients';
import type { AwsConnection } from '../../aws/clients/openClients';
import { AckCluster } from './AckCluster';
import type { AckClusterConnection } from './AckCluster';
import { AckController } from './AckController';
import { Reconciler } from './Reconciler';

/**
 * Settings of the stand-in for AWS Controllers for Kubernetes.
 *
 * @public
 */
export interface AckOptions {
  /** The cluster whose custom resources it reconciles, with the controllers' own token. */
  readonly kubernetes: AckClusterConnection;
  /** The AWS endpoint, with the controllers' own access key. */
  readonly aws: AwsConnection;
  /** Account of that key, 12 digits. */
  readonly accountId: string;
  readonly clock?: () => Date;
  /** Time after which a resource that is as it should be is looked at again. Default: 36000, as of ACK. */
  readonly resyncSeconds?: number;
  /** Time before the first retry; doubled up to five minutes. Default: 2000. */
  readonly retryMilliseconds?: number;
  /** How often the clock is looked at. Default: 1000. */
  readonly tickMilliseconds?: number;
  readonly log?: (message: string) => void;
}

/**
 * Running controllers.
 *
 * @public
 */
export interface RunningAck {
  /** Stops watching, and finishes what is being reconciled. */
  close(): Promise<void>;
}

/** ACK's default of `--reconcile-default-resync-seconds`: 10 hours. */
const RESYNC_SECONDS = 36_000;
const LONGEST_RETRY_MILLISECONDS = 5 * 60 * 1000;

/**
 * Starts a stand-in for the S3 and IAM controllers of ACK: it watches `Bucket`, `Policy` and `Role` of a cluster, calls
 * AWS with its own key and writes what came of it into their status. As with the real ones, a change made in AWS by
 * hand stays until the spec changes or the resync comes; a resource that was there before is never taken over; and
 * `services.k8s.aws/deletion-policy: retain` keeps the resource when its custom resource goes.
 *
 * @public
 */
export function startAck(options: AckOptions): RunningAck {
  const { clock = () => new Date(), log = () => {} } = options;
  const clients = openClients(options.aws);
  const cluster = new AckCluster(options.kubernetes);
  const reconciler = new Reconciler(
    cluster,
    { aws: clients, accountId: options.accountId, region: options.aws.region },
    clock,
  );
  const controller = new AckController(
    cluster,
    reconciler,
    {
      resync: (options.resyncSeconds ?? RESYNC_SECONDS) * 1000,
      retry: options.retryMilliseconds ?? 2000,
      longestRetry: LONGEST_RETRY_MILLISECONDS,
      tick: options.tickMilliseconds ?? 1000,
    },
    clock,
    log,
  );
  controller.start();
  return {
    async close() {
      await controller.stop();
      clients.destroy();
    },
  };
}

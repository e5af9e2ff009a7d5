import { CoreV1Api } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ClusterConnection,
  EventRecorder,
  createKubeConfig,
  failureMessage,
} from '../cluster';
import { GitHubRepository } from './GitHubRepository';
import { ResourceClient } from './ResourceClient';
import { Synchronizer } from './Synchronizer';
import { isRelevant, selectManifests } from './selectManifests';

/** What drifted without a commit is put right within this time, as Argo CD does that heals itself. */
const RESYNC_MILLISECONDS = 10_000;

/**
 * What a reconciler works with.
 *
 * @public
 */
export interface ReconcilerOptions {
  readonly kubernetes: ClusterConnection;
  /** Name of the cluster: `spec.kubernetes.cluster` of the environments that are its own. */
  readonly cluster: string;
  readonly github: {
    /** Base of the REST API: `http://localhost:8180/api/v3`. */
    readonly apiBaseUrl: string;
    /** `owner/name` */
    readonly repository: string;
    readonly token?: string;
    /** Default `main`. */
    readonly branch?: string;
  };
  readonly pollIntervalMs: number;
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}

/**
 * A running reconciler.
 *
 * @public
 */
export interface Reconciler {
  /** Stops polling and waits for a round that is under way. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in of Argo CD for one cluster: applies what the branch says about the cluster's corridors, puts right what
 * drifts, removes what no file wants any more. It only takes `kubernetes/` and `aws/` of a corridor's folder, and only
 * the kinds that corridors are made of.
 *
 * @public
 */
export function startReconciler(options: ReconcilerOptions): Reconciler {
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const config = createKubeConfig(options.kubernetes);
  const repository = new GitHubRepository(options.github);
  const synchronizer = new Synchronizer({
    client: new ResourceClient(config, 'argocd-controller'),
    events: new EventRecorder({
      core: config.makeApiClient(CoreV1Api),
      component: 'gitops-reconciler',
      clock,
      log,
    }),
    log,
  });
  const abort = new AbortController();
  const { signal } = abort;
  let last: { commit: string; at: number; isComplete: boolean } | undefined;
  const round = async () => {
    const commit = await repository.head(
      options.github.branch ?? 'main',
      signal,
    );
    const now = clock().getTime();
    if (
      last?.commit === commit &&
      last.isComplete &&
      now - last.at < RESYNC_MILLISECONDS
    ) {
      return;
    }
    const { files } = await repository.read(commit, isRelevant, signal);
    const selection = selectManifests(files, options.cluster);
    last = {
      commit,
      at: now,
      isComplete: await synchronizer.synchronize(commit, selection, signal),
    };
  };
  const run = async () => {
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        if (!signal.aborted) {
          log(failureMessage(error));
        }
      }
      await sleep(options.pollIntervalMs, undefined, { signal }).catch(
        () => undefined,
      );
    }
  };
  const running = run();
  return {
    async close() {
      abort.abort();
      await running;
    },
  };
}

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
import { applyManifest } from './applyManifest';
import { findPrunable } from './findPrunable';
import {
  ALLOWED_KINDS,
  Selection,
  SelectedManifest,
  isRelevant,
  selectManifests,
} from './selectManifests';

/** Where the reconciler runs; news about objects whose namespace does not exist is kept there. */
const OWN_NAMESPACE = 'argocd';
/** What drifted without a commit is put right after this time, as Argo CD does it every three minutes. */
const RESYNC_MILLISECONDS = 180_000;

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

class Rounds {
  #applied: { commit: string; at: number; isComplete: boolean } | undefined;

  constructor(
    private readonly parts: {
      readonly options: ReconcilerOptions;
      readonly repository: GitHubRepository;
      readonly client: ResourceClient;
      readonly events: EventRecorder;
      readonly clock: () => Date;
      readonly log: (message: string) => void;
    },
  ) {}

  /** One look at the branch, and a synchronization when there is something to do. */
  async next(signal: AbortSignal): Promise<void> {
    const { options, repository, clock } = this.parts;
    const commit = await repository.head(
      options.github.branch ?? 'main',
      signal,
    );
    const now = clock().getTime();
    const last = this.#applied;
    if (
      last?.commit === commit &&
      last.isComplete &&
      now - last.at < RESYNC_MILLISECONDS
    ) {
      return;
    }
    const { files } = await repository.read(commit, isRelevant, signal);
    const selection = selectManifests(files, options.cluster);
    const isComplete = await this.#synchronize(
      selection,
      last?.commit !== commit,
      signal,
    );
    this.#applied = { commit, at: now, isComplete };
  }

  async #synchronize(
    selection: Selection,
    isNews: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { events, log } = this.parts;
    if (isNews) {
      for (const { corridor, reason, message } of selection.refused) {
        log(message);
        const about = {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: corridor, uid: '' },
        };
        await events.record(
          about,
          { type: 'Warning', reason, message },
          OWN_NAMESPACE,
        );
      }
    }
    let isComplete = true;
    const foreign = new Set<string>();
    for (const selected of selection.manifests) {
      if (signal.aborted) {
        return false;
      }
      const { kind, metadata } = selected.manifest;
      if (!foreign.has(metadata.namespace ?? '')) {
        const outcome = await this.#apply(selected);
        isComplete &&= outcome !== 'failed';
        if (kind === 'Namespace' && outcome === 'refused') {
          foreign.add(metadata.name);
        }
      }
    }
    return (await this.#prune(selection, signal)) && isComplete;
  }

  /** A failure is told, and the others go on; nothing goes into a namespace that is somebody else's. */
  async #apply(
    selected: SelectedManifest,
  ): Promise<'applied' | 'refused' | 'failed'> {
    const { client, log } = this.parts;
    const { manifest, file } = selected;
    try {
      const outcome = await applyManifest(client, selected);
      switch (outcome.kind) {
        case 'unchanged':
          return 'applied';
        case 'created':
        case 'changed':
          log(
            `${file}: ${manifest.kind} ${manifest.metadata.name} ${outcome.kind}`,
          );
          return 'applied';
        case 'refused':
          await this.#warn(selected, outcome.reason, outcome.message);
          return 'refused';
        default: {
          const unknown: never = outcome;
          throw new Error(`no such outcome: ${JSON.stringify(unknown)}`);
        }
      }
    } catch (error) {
      await this.#warn(selected, 'SyncFailed', failureMessage(error));
      return 'failed';
    }
  }

  async #warn(
    { manifest, file }: SelectedManifest,
    reason: string,
    message: string,
  ): Promise<void> {
    const { events, log } = this.parts;
    const text = `${file}: ${message}`;
    log(text);
    const about = { ...manifest, metadata: { ...manifest.metadata, uid: '' } };
    await events.record(
      about,
      { type: 'Warning', reason, message: text },
      OWN_NAMESPACE,
    );
  }

  async #prune(selection: Selection, signal: AbortSignal): Promise<boolean> {
    const { client, log } = this.parts;
    const kinds = [...ALLOWED_KINDS].map(name => ({
      apiVersion: name.slice(0, name.lastIndexOf('/')),
      kind: name.slice(name.lastIndexOf('/') + 1),
    }));
    try {
      const present = await Promise.all(
        kinds.map(({ apiVersion, kind }) => client.list(apiVersion, kind)),
      );
      const { remove, held } = findPrunable(present.flat(), selection);
      for (const { kind, metadata } of held) {
        log(
          `${kind} ${metadata.name} is no longer wanted and waits for somebody to confirm that it goes`,
        );
      }
      for (const object of remove) {
        if (signal.aborted) {
          return false;
        }
        await client.remove(object);
        log(
          `${object.kind} ${object.metadata.name} removed: no file wants it any more`,
        );
      }
      return true;
    } catch (error) {
      log(`pruning: ${failureMessage(error)}`);
      return false;
    }
  }
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
  const rounds = new Rounds({
    options,
    repository: new GitHubRepository(options.github),
    client: new ResourceClient(config, 'argocd-controller'),
    events: new EventRecorder({
      core: config.makeApiClient(CoreV1Api),
      component: 'gitops-reconciler',
      clock,
      log,
    }),
    clock,
    log,
  });
  const abort = new AbortController();
  const run = async () => {
    while (!abort.signal.aborted) {
      try {
        await rounds.next(abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) {
          log(failureMessage(error));
        }
      }
      await sleep(options.pollIntervalMs, undefined, {
        signal: abort.signal,
      }).catch(() => undefined);
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

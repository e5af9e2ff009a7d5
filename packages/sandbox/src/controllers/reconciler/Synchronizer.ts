import { ClusterObject, EventRecorder, failureMessage } from '../cluster';
import { ResourceClient } from './ResourceClient';
import { applyManifest, identityOf } from './applyManifest';
import { findPrunable } from './findPrunable';
import { ALLOWED_KINDS, Selection, SelectedManifest } from './selectManifests';

/** Where the reconciler runs; its news is kept there, for the namespace of an object may not exist. */
const OWN_NAMESPACE = 'argocd';

const KINDS = [...ALLOWED_KINDS].map(name => ({
  apiVersion: name.slice(0, name.lastIndexOf('/')),
  kind: name.slice(name.lastIndexOf('/') + 1),
}));

/**
 * Brings a cluster to what a commit says. What goes wrong with one object is told by an Event, once for a commit, and the
 * others go on.
 *
 * @public
 */
export class Synchronizer {
  /** What has been told of the present commit. */
  readonly #told = new Set<string>();
  #commit: string | undefined;

  constructor(
    private readonly parts: {
      readonly client: ResourceClient;
      readonly events: EventRecorder;
      readonly log: (message: string) => void;
    },
  ) {}

  /**
   * Applies and prunes.
   *
   * @returns whether everything is now as the commit says
   * @throws ApiException when the cluster cannot be read
   */
  async synchronize(
    commit: string,
    selection: Selection,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (commit !== this.#commit) {
      this.#commit = commit;
      this.#told.clear();
    }
    for (const { corridor, reason, message } of selection.refused) {
      await this.#warn(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: corridor } },
        reason,
        message,
      );
    }
    const present = await this.#readAll();
    const isApplied = await this.#applyAll(selection, present, signal);
    return (await this.#prune(selection, present, signal)) && isApplied;
  }

  async #readAll(): Promise<ClusterObject[]> {
    const lists = await Promise.all(
      KINDS.map(({ apiVersion, kind }) =>
        this.parts.client.list(apiVersion, kind),
      ),
    );
    return lists.flat();
  }

  /** Nothing goes into a namespace that is somebody else's. */
  async #applyAll(
    selection: Selection,
    present: readonly ClusterObject[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const live = new Map(present.map(object => [identityOf(object), object]));
    const foreign = new Set<string>();
    let isComplete = true;
    for (const selected of selection.manifests) {
      if (signal.aborted) {
        return false;
      }
      const { kind, metadata } = selected.manifest;
      if (!foreign.has(metadata.namespace ?? '')) {
        const outcome = await this.#apply(
          selected,
          live.get(identityOf(selected.manifest)),
        );
        isComplete &&= outcome !== 'failed';
        if (kind === 'Namespace' && outcome === 'refused') {
          foreign.add(metadata.name);
        }
      }
    }
    return isComplete;
  }

  async #apply(
    selected: SelectedManifest,
    live: ClusterObject | undefined,
  ): Promise<'applied' | 'refused' | 'failed'> {
    const { manifest, file } = selected;
    try {
      const outcome = await applyManifest(this.parts.client, selected, live);
      switch (outcome.kind) {
        case 'unchanged':
          return 'applied';
        case 'created':
        case 'changed':
          this.parts.log(
            `${file}: ${manifest.kind} ${manifest.metadata.name} ${outcome.kind}`,
          );
          return 'applied';
        case 'refused':
          await this.#warn(
            manifest,
            outcome.reason,
            `${file}: ${outcome.message}`,
          );
          return 'refused';
        default: {
          const unknown: never = outcome;
          throw new Error(`no such outcome: ${JSON.stringify(unknown)}`);
        }
      }
    } catch (error) {
      await this.#warn(
        manifest,
        'SyncFailed',
        `${file}: ${failureMessage(error)}`,
      );
      return 'failed';
    }
  }

  async #prune(
    selection: Selection,
    present: readonly ClusterObject[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { client, log } = this.parts;
    const { remove, held } = findPrunable(present, selection);
    for (const object of held) {
      const { kind, metadata } = object;
      const message = `${kind} ${metadata.name} is no longer wanted and waits for somebody to confirm that it goes`;
      await this.#warn(object, 'PruneNeedsConfirmation', message);
    }
    for (const object of remove) {
      if (signal.aborted) {
        return false;
      }
      try {
        await client.remove(object);
        log(
          `${object.kind} ${object.metadata.name} removed: no file wants it any more`,
        );
      } catch (error) {
        await this.#warn(object, 'PruneFailed', failureMessage(error));
        return false;
      }
    }
    return true;
  }

  async #warn(
    about: Pick<
      SelectedManifest['manifest'],
      'apiVersion' | 'kind' | 'metadata'
    >,
    reason: string,
    message: string,
  ): Promise<void> {
    if (this.#told.has(message)) {
      return;
    }
    this.#told.add(message);
    this.parts.log(message);
    const object = { ...about, metadata: { ...about.metadata, uid: '' } };
    await this.parts.events.record(
      object,
      { type: 'Warning', reason, message },
      OWN_NAMESPACE,
    );
  }
}

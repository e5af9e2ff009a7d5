import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Fleet, Scope, View } from '@corridors/model';
import { formatScope } from '@corridors/plugin-corridors-common';
import type { RunStore, StoredRun } from '../database';
import type { ChangeNotifier } from '../signals';
import { accountOfScope } from './planRun';
import type { RunWorker } from './RunWorker';

/** What a {@link VerificationService} stands on. */
export interface VerificationServiceOptions {
  readonly store: RunStore;
  readonly worker: Pick<RunWorker, 'wake' | 'drop'>;
  readonly fleet: () => Fleet | undefined;
  readonly notifier: ChangeNotifier;
  readonly clock: () => Date;
  readonly createId: () => string;
}

/** Starts and cancels verification runs. */
export class VerificationService {
  readonly #options: VerificationServiceOptions;

  private constructor(options: VerificationServiceOptions) {
    this.#options = options;
  }

  static create(options: VerificationServiceOptions): VerificationService {
    return new VerificationService(options);
  }

  /**
   * Queues a run, or joins the one of the same scope and views that is not over.
   *
   * @param requestedBy - entity reference, or `service:<plugin>`
   * @throws NotFoundError when there is no such corridor, environment or account; ServiceUnavailableError as long as the
   * repository was never read
   */
  async start(
    scope: Scope,
    views: readonly View[],
    requestedBy: string,
  ): Promise<{ readonly run: StoredRun; readonly joined: boolean }> {
    const {
      store,
      worker,
      fleet: readFleet,
      notifier,
      clock,
      createId,
    } = this.#options;
    const fleet = readFleet();
    if (!fleet) {
      throw new ServiceUnavailableError(
        'The GitOps repository has not been read yet; try again in a moment',
      );
    }
    accountOfScope(scope, fleet);
    const result = await store.createOrJoin({
      id: createId(),
      scope,
      views: [...new Set(views)],
      requestedBy,
      createdAt: clock().toISOString(),
    });
    if (!result.joined) {
      notifier.notify({
        kind: 'run',
        id: result.run.id,
        revision: result.run.revision,
      });
      worker.wake();
    }
    return result;
  }

  /** @throws ConflictError when the run is over */
  async cancel(run: StoredRun): Promise<StoredRun> {
    const { store, worker, notifier, clock } = this.#options;
    const cancelled = await store.cancel(run.id, clock().toISOString());
    if (!cancelled) {
      throw new ConflictError(
        `The run of ${formatScope(run.scope)} is over and cannot be cancelled`,
      );
    }
    worker.drop(run.id);
    notifier.notify({ kind: 'run', id: run.id, revision: cancelled.revision });
    return cancelled;
  }

  /** @throws NotFoundError */
  async require(id: string): Promise<StoredRun> {
    const run = await this.#options.store.get(id);
    if (!run) {
      throw new NotFoundError(`There is no verification ${id}`);
    }
    return run;
  }
}

import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseCorridor } from '@corridors/model';
import type {
  Forge,
  PullRequestStatus,
} from '@corridors/plugin-corridors-node';
import type { GitopsLocation } from '../configuration';
import {
  isRequestOver,
  type RequestStore,
  type StoredRequest,
} from '../database';
import type { ChangeNotifier } from '../signals';
import { checkProposal } from './checkProposal';
import { describeRefusal } from './describeRefusal';
import { BRANCH_PREFIX, corridorOfBranch, folderInRepository } from './branch';
import type { CorridorKnowledge } from './CorridorKnowledge';
import { filesDigest } from './filesDigest';
import { progressRequest } from './progressRequest';

/** What a {@link RequestReconciler} stands on. */
export interface RequestReconcilerOptions {
  readonly store: RequestStore;
  readonly knowledge: CorridorKnowledge;
  readonly forge: Forge;
  readonly gitops: GitopsLocation;
  readonly notifier: ChangeNotifier;
  readonly logger: LoggerService;
  readonly clock: () => Date;
  readonly createId: () => string;
}

/** Brings requests up to date with their pull requests and corridors, and adopts pull requests that have no request. */
export class RequestReconciler {
  readonly #options: RequestReconcilerOptions;
  /** Commits whose branch holds nothing to adopt, so that each is looked at once. */
  readonly #notAdoptable = new Set<string>();

  private constructor(options: RequestReconcilerOptions) {
    this.#options = options;
  }

  static create(options: RequestReconcilerOptions): RequestReconciler {
    return new RequestReconciler(options);
  }

  /** One round. A forge that does not answer is logged, and the round goes on without it. */
  async reconcile(signal?: AbortSignal): Promise<void> {
    const { store, forge } = this.#options;
    const open = await store.list({ open: true });
    const listed = await this.#ask('list open pull requests', () =>
      forge.listOpen(BRANCH_PREFIX, signal),
    );
    for (const request of open) {
      signal?.throwIfAborted();
      const pullRequest = await this.#pullRequestOf(request, listed, signal);
      if (!(await this.#refused(request, pullRequest, signal))) {
        await this.#progress(request, pullRequest);
      }
    }
    const known = new Set(open.map(({ branch }) => branch));
    for (const pullRequest of listed ?? []) {
      if (!known.has(pullRequest.branch)) {
        signal?.throwIfAborted();
        await this.#adopt(pullRequest, signal);
      }
    }
  }

  async #pullRequestOf(
    request: StoredRequest,
    listed: readonly PullRequestStatus[] | undefined,
    signal: AbortSignal | undefined,
  ): Promise<PullRequestStatus | undefined> {
    const { forge } = this.#options;
    switch (request.state) {
      case 'reserved':
        return listed?.find(({ branch }) => branch === request.branch);
      case 'open': {
        const { pullRequest } = request;
        return (
          listed?.find(({ number }) => number === pullRequest?.number) ??
          (pullRequest &&
            (await this.#ask(
              `look at pull request #${pullRequest.number}`,
              () => forge.status(pullRequest.number, signal),
            )))
        );
      }
      default:
        return undefined;
    }
  }

  /** Ends a reservation whose pull request must not go on. */
  async #refused(
    request: StoredRequest,
    pullRequest: PullRequestStatus | undefined,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const { store, notifier, clock, logger } = this.#options;
    const problems =
      request.state === 'reserved' &&
      pullRequest &&
      (await checkProposal(
        request.corridor,
        pullRequest,
        this.#options,
        signal,
      ));
    if (!pullRequest || !problems || problems.length === 0) {
      return false;
    }
    this.#notAdoptable.add(pullRequest.headSha);
    const detail = describeRefusal(pullRequest.number, problems);
    const at = clock().toISOString();
    const failed = await store.change(
      request,
      { state: 'failed', error: detail, reservedUntil: null },
      [{ at, event: 'refused', detail }],
      at,
    );
    if (failed) {
      logger.warn(`Request ${request.id} is refused: ${detail}`);
      notifier.notify({
        kind: 'request',
        id: failed.id,
        revision: failed.revision,
      });
    }
    return true;
  }

  async #progress(
    request: StoredRequest,
    pullRequest: PullRequestStatus | undefined,
  ): Promise<void> {
    const { store, knowledge, notifier, clock, logger } = this.#options;
    let current = request;
    while (!isRequestOver(current.state)) {
      const now = clock();
      const next = progressRequest(current, {
        pullRequest,
        corridor: knowledge.stateOf(current.corridor)?.state,
        isRepositoryLive: knowledge.isRepositoryLive(),
        now,
      });
      const changed =
        next &&
        (await store.change(
          current,
          next.change,
          next.entries,
          now.toISOString(),
        ));
      if (!changed) {
        return;
      }
      if (changed.state !== current.state) {
        logger.info(
          `Request ${changed.id} for ${changed.corridor} is ${changed.state}`,
        );
        notifier.notify({
          kind: 'request',
          id: changed.id,
          revision: changed.revision,
        });
      }
      if (changed.state === 'merged') {
        await knowledge.refresh();
      }
      if (changed.state === current.state) {
        return;
      }
      current = changed;
    }
  }

  async #adopt(
    pullRequest: PullRequestStatus,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const {
      store,
      knowledge,
      forge,
      gitops,
      notifier,
      logger,
      clock,
      createId,
    } = this.#options;
    const name = corridorOfBranch(pullRequest.branch);
    if (name === undefined || this.#notAdoptable.has(pullRequest.headSha)) {
      return;
    }
    const folder = folderInRepository(name, gitops);
    const tree = await this.#ask(`read branch ${pullRequest.branch}`, () =>
      forge.readTree(pullRequest.headSha, folder, signal),
    );
    if (!tree) {
      return;
    }
    const specFile = tree.files.find(
      ({ path }) => path === `${folder}/corridor.yaml`,
    );
    const parsed = specFile && parseCorridor(specFile.content, specFile.path);
    if (!parsed?.ok || parsed.value.metadata.name !== name) {
      this.#notAdoptable.add(pullRequest.headSha);
      logger.warn(
        `Pull request #${pullRequest.number} on ${pullRequest.branch} has no readable spec of ${name}; it is not taken for a request`,
      );
      return;
    }
    const problems = await checkProposal(
      name,
      pullRequest,
      this.#options,
      signal,
    );
    if (problems && problems.length > 0) {
      this.#notAdoptable.add(pullRequest.headSha);
      logger.warn(
        `It is not taken for a request: ${describeRefusal(
          pullRequest.number,
          problems,
        )}`,
      );
      return;
    }
    const now = clock().toISOString();
    const { url, number, branch, headSha, state, checkedAt } = pullRequest;
    const request: StoredRequest = {
      id: createId(),
      corridor: name,
      environment: parsed.value.spec.environment,
      kind: knowledge.stateOf(name) ? 'change' : 'create',
      state: 'open',
      requestedBy: `forge:${pullRequest.author ?? 'unknown'}`,
      owner: parsed.value.spec.owner,
      createdAt: now,
      updatedAt: now,
      branch,
      pullRequest: { url, number, branch, headSha, state, checkedAt },
      filesDigest: filesDigest(
        tree.files.map(({ path, content }) => ({
          path: path.slice(folder.length + 1),
          content,
        })),
      ),
      revision: 1,
    };
    const detail = `Pull request #${number} was found on branch ${branch} without a request`;
    const { reserved } = await store.reserve(request, {
      at: now,
      event: 'adopted',
      detail,
      by: request.requestedBy,
    });
    if (reserved) {
      logger.info(detail);
      notifier.notify({
        kind: 'request',
        id: request.id,
        revision: request.revision,
      });
    }
  }

  async #ask<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      this.#options.logger.warn(
        `Could not ${what}: ${error instanceof Error ? error.message : error}`,
      );
      return undefined;
    }
  }
}

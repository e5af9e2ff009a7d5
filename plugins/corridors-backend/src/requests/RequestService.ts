import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Problem } from '@corridors/model';
import type {
  CorridorRequest,
  PreflightAnswer,
  PreflightBody,
  PullRequestBody,
  RequestBody,
  RequestReservation,
} from '@corridors/plugin-corridors-common';
import type {
  Forge,
  PullRequestStatus,
} from '@corridors/plugin-corridors-node';
import type { GitopsLocation } from '../configuration';
import type { RequestStore, StoredRequest } from '../database';
import type { ChangeNotifier } from '../signals';
import { branchOf, folderInRepository } from './branch';
import { checkProposal } from './checkProposal';
import { confirmPullRequest } from './confirmPullRequest';
import type { CorridorKnowledge } from './CorridorKnowledge';
import { describeOpenRequest, describeRequest } from './describeRequest';
import { formatProblems } from './formatProblems';
import { describeRefusal } from './describeRefusal';
import { preflight, type PreflightContext } from './preflight';
import {
  checkOwner,
  mayActFor,
  type OwnerCheckServices,
  type UserCredentials,
} from './Requester';

/** How long a reservation holds without a pull request. */
const RESERVATION_MILLISECONDS = 15 * 60 * 1000;

/** What a {@link RequestService} stands on. */
export interface RequestServiceOptions extends OwnerCheckServices {
  readonly store: RequestStore;
  readonly knowledge: CorridorKnowledge;
  readonly forge: Forge;
  readonly gitops: GitopsLocation;
  readonly notifier: ChangeNotifier;
  readonly clock: () => Date;
  readonly createId: () => string;
}

/** Preflights, reservations and the pull requests that answer them. */
export class RequestService {
  readonly #options: RequestServiceOptions;

  private constructor(options: RequestServiceOptions) {
    this.#options = options;
  }

  static create(options: RequestServiceOptions): RequestService {
    return new RequestService(options);
  }

  /** Checks a corridor that is asked for. Writes nothing. */
  async preflight(
    body: PreflightBody,
    credentials: UserCredentials,
  ): Promise<PreflightAnswer> {
    const { answer } = await preflight(
      body,
      this.#context(credentials, name => this.#openRequestProblems(name)),
    );
    return answer;
  }

  /**
   * Reserves a corridor for one pull request.
   *
   * @throws InputError when a preflight refuses it, naming the fields; ConflictError when its files are no longer those
   * that were shown, or a request of the corridor is open, with its link
   */
  async reserve(
    body: RequestBody,
    credentials: UserCredentials,
  ): Promise<RequestReservation> {
    const { store, clock, createId, gitops, notifier } = this.#options;
    const { answer, accepted } = await preflight(
      { spec: body.spec, stage: 'full' },
      this.#context(credentials, async () => []),
    );
    if (!accepted) {
      throw new InputError(formatProblems(answer.problems));
    }
    const { corridor, environment, files, filesDigest, prediction } = accepted;
    if (filesDigest !== body.filesDigest) {
      throw new ConflictError(
        'filesDigest is not the digest of the files that this specification makes now: the specification, its ' +
          'environment or another corridor has changed since the files were shown. Render them again.',
      );
    }
    const now = clock();
    const { name } = corridor.metadata;
    const request: StoredRequest = {
      id: createId(),
      corridor: name,
      environment: environment.metadata.name,
      kind: 'create',
      state: 'reserved',
      requestedBy: credentials.principal.userEntityRef,
      owner: corridor.spec.owner,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      reservedUntil: new Date(
        now.getTime() + RESERVATION_MILLISECONDS,
      ).toISOString(),
      branch: branchOf(name),
      filesDigest,
      revision: 1,
    };
    const entry = {
      at: now.toISOString(),
      event: 'reserved',
      detail: `${name} was asked for in ${environment.metadata.name}`,
      by: request.requestedBy,
    };
    const reservation = await store.reserve(request, entry);
    if (!reservation.reserved) {
      throw new ConflictError(describeOpenRequest(reservation.open));
    }
    notifier.notify({
      kind: 'request',
      id: request.id,
      revision: request.revision,
    });
    return {
      ...describeRequest(request, [entry], undefined),
      files,
      remove: (answer.changes ?? [])
        .filter(({ change }) => change === 'removed')
        .map(({ path }) => path),
      repoUrl: gitops.repoUrl,
      branch: request.branch,
      target: {
        branch: gitops.branch,
        folder: folderInRepository(name, gitops),
      },
      prediction,
      warnings: answer.problems,
    };
  }

  /**
   * Records the pull request that answers a reservation. Recording the same one again changes nothing.
   *
   * @throws NotAllowedError for others than the requester; InputError when the pull request is not the request's;
   * ConflictError when another one is recorded, the request is over, or what the pull request carries would open a leak
   */
  async recordPullRequest(
    id: string,
    body: PullRequestBody,
    credentials: UserCredentials,
  ): Promise<CorridorRequest> {
    return this.#decide(id, credentials, async request => {
      if (request.pullRequest?.number === body.number) {
        return this.describe(request);
      }
      if (request.state !== 'reserved') {
        throw new ConflictError(describeNotReserved(request));
      }
      const { clock, forge, gitops } = this.#options;
      const status = await confirmPullRequest(request, body, forge, gitops);
      const by = credentials.principal.userEntityRef;
      const leak = await this.#describeLeak(request, body.number, status);
      if (leak !== undefined) {
        const failed = await this.#change(
          request,
          { state: 'failed', error: leak, reservedUntil: null },
          { event: 'refused', detail: leak, by },
        );
        if (failed) {
          throw new ConflictError(leak);
        }
        return undefined;
      }
      const pullRequest = {
        url: status?.url ?? body.url,
        number: body.number,
        branch: request.branch,
        headSha: status?.headSha ?? body.headSha,
        state: 'open' as const,
        checkedAt: status?.checkedAt ?? clock().toISOString(),
      };
      return this.#change(
        request,
        { state: 'open', pullRequest, reservedUntil: null },
        {
          event: 'pull-request-opened',
          detail: `Pull request #${body.number} was opened`,
          by,
        },
      );
    });
  }

  /**
   * Gives a reservation up.
   *
   * @throws NotAllowedError for others than the requester; ConflictError when a pull request is recorded or the request
   * is over
   */
  async release(
    id: string,
    reason: string,
    credentials: UserCredentials,
  ): Promise<CorridorRequest> {
    return this.#decide(id, credentials, async request => {
      if (request.state !== 'reserved') {
        throw new ConflictError(
          `Request ${id} is ${request.state}, only a reservation can be released`,
        );
      }
      return this.#change(
        request,
        { state: 'failed', error: reason, reservedUntil: null },
        {
          event: 'released',
          detail: reason,
          by: credentials.principal.userEntityRef,
        },
      );
    });
  }

  /** A request as the API tells it. */
  async describe(request: StoredRequest): Promise<CorridorRequest> {
    const [described] = await this.describeAll([request]);
    if (!described) {
      throw new Error(`Request ${request.id} cannot be described`);
    }
    return described;
  }

  /** Requests as the API tells them, in the same order. */
  async describeAll(
    requests: readonly StoredRequest[],
  ): Promise<CorridorRequest[]> {
    const { store, knowledge } = this.#options;
    const timelines = await store.timelines(requests.map(({ id }) => id));
    return requests.map(request =>
      describeRequest(
        request,
        timelines.get(request.id) ?? [],
        knowledge.stateOf(request.corridor)?.reason,
      ),
    );
  }

  #context(
    credentials: UserCredentials,
    checkOpenRequests: PreflightContext['checkOpenRequests'],
  ): PreflightContext {
    const { knowledge, clock } = this.#options;
    const tree = knowledge.tree();
    if (!tree) {
      throw new ServiceUnavailableError(
        'The GitOps repository has not been read yet; try again in a moment',
      );
    }
    return {
      ...tree,
      isForeignNamespace: (environment, namespace) =>
        knowledge.isForeignNamespace(environment, namespace),
      checkOwner: owner => checkOwner(owner, credentials, this.#options),
      checkOpenRequests,
      now: clock(),
    };
  }

  async #openRequestProblems(name: string): Promise<Problem[]> {
    const [open] = await this.#options.store.list({
      corridor: name,
      open: true,
      limit: 1,
    });
    return open
      ? [
          {
            code: 'request-open',
            severity: 'error',
            field: 'metadata.name',
            message: describeOpenRequest(open),
            related: open.pullRequest?.url ?? open.id,
          },
        ]
      : [];
  }

  /** Why what a pull request carries must not go on, or undefined; a forge that is down is no reason. */
  async #describeLeak(
    request: StoredRequest,
    number: number,
    status: PullRequestStatus | undefined,
  ): Promise<string | undefined> {
    const problems =
      status && (await checkProposal(request.corridor, status, this.#options));
    return problems && problems.length > 0
      ? describeRefusal(number, problems)
      : undefined;
  }

  /**
   * Decides on a request by what it is now, and again when somebody else changed it meanwhile: the reconcile may find a
   * pull request while its requester records it.
   *
   * @param decide - answers undefined when somebody else was faster
   * @throws NotFoundError, NotAllowedError for others than the requester and the owner, and what `decide` throws
   */
  async #decide(
    id: string,
    credentials: UserCredentials,
    decide: (request: StoredRequest) => Promise<CorridorRequest | undefined>,
  ): Promise<CorridorRequest> {
    for (;;) {
      const decided = await decide(await this.#requireOwn(id, credentials));
      if (decided) {
        return decided;
      }
    }
  }

  async #requireOwn(
    id: string,
    credentials: UserCredentials,
  ): Promise<StoredRequest> {
    const request = await this.#options.store.get(id);
    if (!request) {
      throw new NotFoundError(`There is no request ${id}`);
    }
    if (
      request.requestedBy !== credentials.principal.userEntityRef &&
      !(await mayActFor(request.owner, credentials, this.#options))
    ) {
      throw new NotAllowedError(
        `Request ${id} was made by ${request.requestedBy}; only they, or ${request.owner}, may go on with it`,
      );
    }
    return request;
  }

  /** @returns the request as changed, or undefined when somebody else was faster */
  async #change(
    request: StoredRequest,
    change: Parameters<RequestStore['change']>[1],
    entry: {
      readonly event: string;
      readonly detail: string;
      readonly by: string;
    },
  ): Promise<CorridorRequest | undefined> {
    const { store, clock, notifier } = this.#options;
    const now = clock().toISOString();
    const changed = await store.change(
      request,
      change,
      [{ at: now, ...entry }],
      now,
    );
    if (!changed) {
      return undefined;
    }
    notifier.notify({
      kind: 'request',
      id: changed.id,
      revision: changed.revision,
    });
    return this.describe(changed);
  }
}

/** Why no pull request can be recorded for a request that is no reservation, and what to do. */
function describeNotReserved({
  id,
  corridor,
  state,
  pullRequest,
  error,
}: StoredRequest): string {
  if (pullRequest) {
    return `Request ${id} is answered by pull request #${pullRequest.number} already (${pullRequest.url})`;
  }
  const why = error === undefined ? '' : `. It ended with: ${error}`;
  return `Request ${id} is ${state}; ask for ${corridor} again${why}`;
}

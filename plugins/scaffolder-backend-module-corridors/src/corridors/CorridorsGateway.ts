import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  CorridorsClient,
  type CorridorRequest,
  type CorridorsApi,
  type CorridorsRequestOptions,
  type PreflightAnswer,
  type PullRequestBody,
  type RequestReservation,
} from '@corridors/plugin-corridors-common';
import { explainFailure } from './explainFailure';

/** Time that one call may take. */
const CALL_TIMEOUT_MS = 30_000;

/**
 * Who calls, and until when.
 *
 * @public
 */
export interface Initiator {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  readonly signal?: AbortSignal;
}

/**
 * The corridors plugin as the actions use it: every call is made on behalf of whoever started the task, so that it is
 * allowed or refused by that person's own rights.
 *
 * @public
 */
export class CorridorsGateway {
  readonly #auth: AuthService;
  readonly #api: CorridorsApi;

  private constructor(auth: AuthService, api: CorridorsApi) {
    this.#auth = auth;
    this.#api = api;
  }

  static create(options: {
    readonly auth: AuthService;
    readonly discovery: DiscoveryService;
  }): CorridorsGateway {
    return new CorridorsGateway(
      options.auth,
      new CorridorsClient({ discoveryApi: options.discovery }),
    );
  }

  /** Checks a corridor as a whole and renders it. */
  preflight(
    spec: Readonly<Record<string, unknown>>,
    initiator: Initiator,
  ): Promise<PreflightAnswer> {
    return this.#call('check the corridor', initiator, options =>
      this.#api.preflight({ spec, stage: 'full' }, options),
    );
  }

  reserve(
    spec: Readonly<Record<string, unknown>>,
    filesDigest: string,
    initiator: Initiator,
  ): Promise<RequestReservation> {
    return this.#call('reserve the corridor', initiator, options =>
      this.#api.createRequest({ spec, filesDigest }, options),
    );
  }

  getRequest(id: string, initiator: Initiator): Promise<CorridorRequest> {
    return this.#call(`read request ${id}`, initiator, options =>
      this.#api.getRequest(id, options),
    );
  }

  recordPullRequest(
    id: string,
    pullRequest: PullRequestBody,
    initiator: Initiator,
  ): Promise<CorridorRequest> {
    return this.#call(
      `record pull request ${pullRequest.url}`,
      initiator,
      options => this.#api.recordPullRequest(id, pullRequest, options),
    );
  }

  release(
    id: string,
    reason: string,
    initiator: Initiator,
  ): Promise<CorridorRequest> {
    return this.#call(`release request ${id}`, initiator, options =>
      this.#api.releaseRequest(id, { reason }, options),
    );
  }

  async #call<T>(
    task: string,
    initiator: Initiator,
    run: (options: CorridorsRequestOptions) => Promise<T>,
  ): Promise<T> {
    initiator.signal?.throwIfAborted();
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await initiator.getInitiatorCredentials(),
      targetPluginId: 'corridors',
    });
    const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
    const signal = initiator.signal
      ? AbortSignal.any([initiator.signal, timeout])
      : timeout;
    try {
      return await run({ token, signal });
    } catch (error) {
      initiator.signal?.throwIfAborted();
      throw explainFailure(
        task,
        error,
        timeout.aborted ? CALL_TIMEOUT_MS : undefined,
      );
    }
  }
}

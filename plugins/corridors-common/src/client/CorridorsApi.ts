import type { CredentialHealth, Scope } from '@corridors/model';
import type {
  Connection,
  CorridorDetail,
  CorridorList,
  CorridorRequest,
  EnvironmentList,
  PreflightAnswer,
  PreflightBody,
  PullRequestBody,
  ReleaseBody,
  ReportFormat,
  RequestBody,
  RequestList,
  RequestReservation,
  RunDetail,
  RunList,
  RunMatrix,
  RunSummary,
  SparkRunList,
  VerificationBody,
} from '../schemas';

/**
 * Options of every call: a Backstage token where `fetch` adds none (backends), and a signal to give up.
 *
 * @public
 */
export interface CorridorsRequestOptions {
  readonly token?: string;
  readonly signal?: AbortSignal;
}

/**
 * Filters of the list of corridors. All given must hold; several states are alternatives.
 *
 * @public
 */
export interface CorridorFilter {
  readonly owner?: string;
  readonly environment?: string;
  readonly state?: readonly string[];
}

/**
 * The HTTP API of the corridors plugin. Every method throws a `ResponseError` of `@backstage/errors` when the backend
 * refuses, and {@link UnexpectedAnswerError} when its answer is not of the agreed shape.
 *
 * @public
 */
export interface CorridorsApi {
  listEnvironments(options?: CorridorsRequestOptions): Promise<EnvironmentList>;

  listCorridors(
    filter?: CorridorFilter,
    options?: CorridorsRequestOptions,
  ): Promise<CorridorList>;
  getCorridor(
    name: string,
    options?: CorridorsRequestOptions,
  ): Promise<CorridorDetail>;
  getCredentials(
    name: string,
    options?: CorridorsRequestOptions,
  ): Promise<CredentialHealth>;
  listSparkRuns(
    name: string,
    options?: CorridorsRequestOptions,
  ): Promise<SparkRunList>;
  getConnection(
    name: string,
    options?: CorridorsRequestOptions,
  ): Promise<Connection>;

  preflight(
    body: PreflightBody,
    options?: CorridorsRequestOptions,
  ): Promise<PreflightAnswer>;

  createRequest(
    body: RequestBody,
    options?: CorridorsRequestOptions,
  ): Promise<RequestReservation>;
  recordPullRequest(
    id: string,
    body: PullRequestBody,
    options?: CorridorsRequestOptions,
  ): Promise<CorridorRequest>;
  releaseRequest(
    id: string,
    body: ReleaseBody,
    options?: CorridorsRequestOptions,
  ): Promise<CorridorRequest>;
  listRequests(
    filter?: { readonly corridor?: string },
    options?: CorridorsRequestOptions,
  ): Promise<RequestList>;
  getRequest(
    id: string,
    options?: CorridorsRequestOptions,
  ): Promise<CorridorRequest>;

  startVerification(
    body: VerificationBody,
    options?: CorridorsRequestOptions,
  ): Promise<RunSummary>;
  listVerifications(
    filter?: { readonly scope?: Scope },
    options?: CorridorsRequestOptions,
  ): Promise<RunList>;
  getVerification(
    id: string,
    options?: CorridorsRequestOptions,
  ): Promise<RunDetail>;
  getVerificationMatrix(
    id: string,
    options?: CorridorsRequestOptions,
  ): Promise<RunMatrix>;
  /** The report as text of the asked format. */
  getVerificationReport(
    id: string,
    format: ReportFormat,
    options?: CorridorsRequestOptions,
  ): Promise<string>;
  cancelVerification(
    id: string,
    options?: CorridorsRequestOptions,
  ): Promise<RunSummary>;
}

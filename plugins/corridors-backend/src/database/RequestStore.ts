import type {
  CorridorRequest,
  RequestKind,
  RequestState,
  TimelineEntry,
} from '@corridors/plugin-corridors-common';

/** A request as it is kept: without its timeline, and without the sentence that says what it waits for. */
export interface StoredRequest {
  readonly id: string;
  readonly corridor: string;
  readonly environment: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Entity reference, or `forge:<login>` when a pull request was adopted. */
  readonly requestedBy: string;
  /** Entity reference. */
  readonly owner: string;
  /** RFC 3339 in UTC, as all times here. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Until when a reservation without a pull request holds. */
  readonly reservedUntil?: string;
  readonly branch: string;
  readonly pullRequest?: NonNullable<CorridorRequest['pullRequest']>;
  readonly filesDigest: string;
  readonly error?: string;
  /** Grows with every change. */
  readonly revision: number;
}

/** What a change of a request may touch. */
export type RequestChange = Partial<
  Pick<StoredRequest, 'state' | 'pullRequest' | 'error' | 'filesDigest'> & {
    readonly reservedUntil: null;
  }
>;

/** Which requests to list, all given conditions together. */
export interface RequestQuery {
  readonly corridor?: string;
  /** Only those that are not over. */
  readonly open?: boolean;
  readonly limit?: number;
}

/** Keeps requests and their timelines. */
export interface RequestStore {
  /**
   * Adds a request unless one of the same corridor is open.
   *
   * @returns the request added, or the open one that is in the way
   */
  reserve(
    request: StoredRequest,
    entry: TimelineEntry,
  ): Promise<
    | { readonly reserved: true }
    | { readonly reserved: false; readonly open: StoredRequest }
  >;

  get(id: string): Promise<StoredRequest | undefined>;

  /** Newest first. */
  list(query?: RequestQuery): Promise<StoredRequest[]>;

  /** Timelines by request id, oldest entry first. */
  timelines(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly TimelineEntry[]>>;

  /**
   * Changes a request if it still has the revision that the change was decided on, and adds to its timeline.
   *
   * @returns the request as changed, or undefined when somebody else was faster
   */
  change(
    request: StoredRequest,
    change: RequestChange,
    entries: readonly TimelineEntry[],
    updatedAt: string,
  ): Promise<StoredRequest | undefined>;

  /** Removes requests that were over before a point in time, and returns how many. */
  prune(overBefore: string): Promise<number>;
}

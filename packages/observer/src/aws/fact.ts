/**
 * Why a read of AWS failed. `forbidden`: our own identity lacks a permission (named in the message). `credentials`: AWS
 * refused who we are. `throttled`, `unreachable`: try later. `unexpected`: everything else.
 *
 * @public
 */
export type AwsFailureKind =
  | 'forbidden'
  | 'credentials'
  | 'throttled'
  | 'unreachable'
  | 'unexpected';

/**
 * A failed read. It says something about the reading and nothing about what was to be read.
 *
 * @public
 */
export interface AwsFailure {
  readonly kind: AwsFailureKind;
  readonly message: string;
  /** RFC 3339; the first of the failures in a row. */
  readonly since: string;
}

/**
 * Something AWS told: a value, or that there is none.
 *
 * @public
 */
export type KnownFact<T> =
  | { readonly state: 'known'; readonly value: T; readonly asOf: string }
  | { readonly state: 'absent'; readonly asOf: string };

/**
 * One fact of an AWS account. `pending`: not read yet. `stale`: read once, and the last read failed. `unknown`: no read
 * has succeeded. A failed read never replaces what is known.
 *
 * @public
 */
export type Fact<T> =
  | { readonly state: 'pending' }
  | KnownFact<T>
  | {
      readonly state: 'stale';
      readonly last: KnownFact<T>;
      readonly failure: AwsFailure;
    }
  | { readonly state: 'unknown'; readonly failure: AwsFailure };

/** How one read ended. */
export type ReadOutcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failure'; readonly failure: Omit<AwsFailure, 'since'> };

/**
 * The last thing AWS told, whether or not it can still be read; `undefined` when it has told nothing.
 *
 * @public
 */
export function lastKnown<T>(
  fact: Fact<T> | undefined,
): KnownFact<T> | undefined {
  switch (fact?.state) {
    case 'known':
    case 'absent':
      return fact;
    case 'stale':
      return fact.last;
    default:
      return undefined;
  }
}

/** The fact after one more read. */
export function settleFact<T>(
  before: Fact<T>,
  outcome: ReadOutcome<T>,
  now: Date,
): Fact<T> {
  const at = now.toISOString();
  switch (outcome.kind) {
    case 'value':
      return { state: 'known', value: outcome.value, asOf: at };
    case 'absent':
      return { state: 'absent', asOf: at };
    case 'failure': {
      const hadFailed = before.state === 'stale' || before.state === 'unknown';
      const failure = {
        ...outcome.failure,
        since: hadFailed ? before.failure.since : at,
      };
      const last = lastKnown(before);
      return last
        ? { state: 'stale', last, failure }
        : { state: 'unknown', failure };
    }
    default:
      return outcome satisfies never;
  }
}

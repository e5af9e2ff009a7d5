import type { BenchNames } from '../cells/BenchNames';
import {
  ACCOUNT,
  Attempt,
  Caller,
  Cell,
  FOREIGN_ACCOUNT,
  ownerOf,
} from '../cells/Cell';
import type { PolicyDocument } from '../cells/PolicyDocument';
import { SESSION_NAMES } from './elements';
import {
  drawBucketPolicy,
  drawIdentityPolicies,
  drawSessionPolicy,
} from './policies';
import type { Random } from './Random';

/** Somebody who tries some things, with the policy of the session, if it has one. */
export interface Visit {
  readonly caller: Caller;
  readonly session?: PolicyDocument;
  readonly attempts: readonly Attempt[];
}

/** Policies on everything of one bench, and what is tried under them. */
export interface Scene {
  /** By name of role or user. */
  readonly identity: ReadonlyMap<string, readonly PolicyDocument[]>;
  readonly buckets: ReadonlyMap<string, PolicyDocument | undefined>;
  readonly visits: readonly Visit[];
}

export function drawScene(random: Random, names: BenchNames): Scene {
  const { roles, user, foreignUser, buckets } = names;
  const owners = [...roles, user, foreignUser];
  const callers: readonly (readonly [Caller, boolean])[] = [
    ...roles.flatMap(role =>
      [false, true].map(
        hasPolicy =>
          [
            {
              kind: 'session',
              role,
              sessionName: random.pick(SESSION_NAMES),
            },
            hasPolicy,
          ] as const,
      ),
    ),
    [{ kind: 'user', account: ACCOUNT, name: user }, false],
    [{ kind: 'user', account: FOREIGN_ACCOUNT, name: foreignUser }, false],
    [{ kind: 'anonymous' }, false],
  ];
  return {
    identity: new Map(
      owners.map(owner => [owner, drawIdentityPolicies(random, names)]),
    ),
    buckets: new Map(
      buckets.map(bucket => [bucket, drawBucketPolicy(random, names, bucket)]),
    ),
    visits: callers.map(([caller, hasPolicy]) => ({
      caller,
      ...(hasPolicy && { session: drawSessionPolicy(random, names) }),
      attempts: buckets.flatMap(bucket =>
        drawAttempts(random, names, caller, bucket),
      ),
    })),
  };
}

/** The cell that an attempt of a visit is. */
export function cellOf(scene: Scene, visit: Visit, attempt: Attempt): Cell {
  const { caller, session } = visit;
  const bucket = scene.buckets.get(attempt.bucket);
  const owner = ownerOf(caller);
  return {
    caller,
    attempt,
    documents: {
      identity: owner === undefined ? [] : scene.identity.get(owner) ?? [],
      ...(session && { session }),
      ...(bucket && { bucket }),
    },
  };
}

/** All four operations of who belongs to the account; two of who comes from outside, whom little is granted. */
function drawAttempts(
  random: Random,
  names: BenchNames,
  caller: Caller,
  bucket: string,
): Attempt[] {
  const isOwn =
    caller.kind === 'session' ||
    (caller.kind === 'user' && caller.account === ACCOUNT);
  const operations = ['list', 'get', 'put', 'delete'] as const;
  return random
    .some(operations, isOwn ? 4 : 2, isOwn ? 4 : 2)
    .map(operation =>
      operation === 'list'
        ? drawListing(random, names, bucket)
        : { operation, bucket, key: random.pick(names.keys) },
    );
}

function drawListing(
  random: Random,
  names: BenchNames,
  bucket: string,
): Attempt {
  const prefix = random.weighted<string | undefined>([
    [4, undefined],
    [3, 'raw/'],
    [2, 'raw/2026/'],
    [1, 'out/'],
    [1, names.user],
    [1, `home/${names.user}/`],
  ]);
  return {
    operation: 'list',
    bucket,
    ...(prefix !== undefined && { prefix }),
    ...(random.chance(0.4) && { delimiter: '/' }),
    ...(random.chance(0.7) && { maxKeys: random.pick([1, 2, 10, 1000]) }),
  };
}

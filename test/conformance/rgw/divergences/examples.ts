import type { BenchNames } from '../cells/BenchNames';
import { ACCOUNT, Attempt, Caller, Cell, Documents } from '../cells/Cell';
import type { PolicyDocument, Statement } from '../cells/PolicyDocument';

/** Parts that the examples of the divergences are put together from. */

export function documentOf(...statements: Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** The bench's first bucket, with everything in it. */
export function firstBucket(names: BenchNames): {
  name: string;
  resources: readonly string[];
} {
  const name = names.buckets[0] ?? '';
  return {
    name,
    resources: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  };
}

/** A session of the bench's first role. */
export function sessionOf(names: BenchNames): Caller & { kind: 'session' } {
  return {
    kind: 'session',
    role: names.roles[0] ?? '',
    sessionName: 'example',
  };
}

/** The bench's user, of the buckets' account. */
export function userOf(names: BenchNames): Caller & { kind: 'user' } {
  return { kind: 'user', account: ACCOUNT, name: names.user };
}

/** A session of the first role lists the first bucket. */
export function listing(names: BenchNames, documents: Documents): Cell {
  const attempt: Attempt = {
    operation: 'list',
    bucket: firstBucket(names).name,
  };
  return { caller: sessionOf(names), attempt, documents };
}

/** The first role may list the first bucket under a condition. */
export function allowIf(
  names: BenchNames,
  condition: Statement['Condition'],
): Cell {
  return listing(names, {
    identity: [
      documentOf({
        Effect: 'Allow',
        Action: ['s3:*'],
        Resource: firstBucket(names).resources,
        Condition: condition,
      }),
    ],
  });
}

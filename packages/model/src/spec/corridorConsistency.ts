import type { Corridor } from './corridor';

/** Something wrong between two fields of one file. */
export interface ConsistencyFault {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  /** Goes on after the field's name. */
  readonly message: string;
}

/** What is wrong within a corridor spec, whatever the environment and the other corridors are. */
export function corridorConsistencyFaults({
  metadata,
  spec,
}: Corridor): ConsistencyFault[] {
  const faults: ConsistencyFault[] = [];
  const own = new Set(spec.buckets.map(bucket => bucket.name));
  faults.push(
    ...repeated(spec.buckets, bucket => bucket.name).map(
      ({ index, key, first }) => ({
        code: 'duplicate-bucket',
        path: ['spec', 'buckets', index, 'name'],
        message: `is "${key}", which spec.buckets[${first}] is named already`,
      }),
    ),
    ...repeated(spec.uses, use => use.bucket).map(({ index, key, first }) => ({
      code: 'duplicate-use',
      path: ['spec', 'uses', index, 'bucket'],
      message: `is "${key}", which spec.uses[${first}] names already`,
    })),
    ...repeated(spec.shares, share => `${share.bucket} with ${share.with}`).map(
      ({ index, key, first }) => ({
        code: 'duplicate-share',
        path: ['spec', 'shares', index],
        message: `shares ${key}, which spec.shares[${first}] states already`,
      }),
    ),
  );
  spec.shares.forEach((share, index) => {
    if (!own.has(share.bucket)) {
      faults.push({
        code: 'unknown-bucket',
        path: ['spec', 'shares', index, 'bucket'],
        message: `is "${share.bucket}", which is none of spec.buckets: ${[
          ...own,
        ].join(', ')}`,
      });
    }
    if (share.with === metadata.name) {
      faults.push({
        code: 'shares-with-itself',
        path: ['spec', 'shares', index, 'with'],
        message: 'is the corridor itself; name another one',
      });
    }
  });
  return faults;
}

/** Items whose key an earlier one has. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string) {
  const seen = new Map<string, number>();
  const again: { index: number; key: string; first: number }[] = [];
  items.forEach((item, index) => {
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
    } else {
      again.push({ index, key, first });
    }
  });
  return again;
}

import type { QueryResult } from '../query/QueryCall';
import { AwsError } from '../http/AwsError';
import type { IamCall } from './IamOperation';

const DEFAULT_ITEMS = 100;
const MAXIMUM_ITEMS = 1000;

/** One page of a list, and what an answer says of it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly result: NonNullable<QueryResult>;
}

/**
 * Cuts the page that `Marker` and `MaxItems` ask for out of a list that has a steady order.
 *
 * @throws AwsError `InvalidInput` when the marker is not one of ours
 */
export function paginate<T>(call: IamCall, all: readonly T[]): Page<T> {
  const maximum =
    call.parameters.integer('MaxItems', {
      minimum: 1,
      maximum: MAXIMUM_ITEMS,
    }) ?? DEFAULT_ITEMS;
  const marker = call.parameters.optional('Marker');
  const start =
    marker === undefined
      ? 0
      : Number(Buffer.from(marker, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0 || marker === '') {
    throw new AwsError(400, 'InvalidInput', 'Invalid Marker.');
  }
  const end = start + maximum;
  const isTruncated = end < all.length;
  return {
    items: all.slice(start, end),
    result: {
      IsTruncated: isTruncated,
      Marker: isTruncated
        ? Buffer.from(String(end)).toString('base64url')
        : undefined,
    },
  };
}

/** By name, so that pages do not overlap. */
export function byName<T extends { readonly name: string }>(
  items: Iterable<T>,
): T[] {
  return [...items].sort((left, right) => (left.name < right.name ? -1 : 1));
}

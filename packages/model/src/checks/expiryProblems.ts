import type { Problem } from '../problems';
import type { Corridor } from '../spec';

/** A corridor holds through the day that it names, in UTC. One that exists already may have run out; a new one may not. */
export function expiryProblems(
  { spec }: Corridor,
  now: Date,
  exists: boolean,
): Problem[] {
  const today = now.toISOString().slice(0, 10);
  if (spec.expires === undefined || spec.expires >= today) {
    return [];
  }
  const message = exists
    ? `This corridor ran out on ${spec.expires}; extend spec.expires or retire it.`
    : `spec.expires is ${spec.expires}, which has passed; today is ${today}.`;
  return [
    {
      code: 'expired',
      severity: exists ? 'warning' : 'error',
      field: 'spec.expires',
      message,
    },
  ];
}

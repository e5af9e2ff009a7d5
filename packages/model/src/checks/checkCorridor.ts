import type { Fleet } from '../fleet/fleet';
import { checkName } from '../naming/checkName';
import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';
import { bucketNameProblems } from './bucketNameProblems';
import { expiryProblems } from './expiryProblems';
import { ownerProblems } from './ownerProblems';
import { quotaProblems } from './quotaProblems';
import { shareProblems } from './shareProblems';
import { sparkProblems } from './sparkProblems';
import { useProblems } from './useProblems';

/**
 * Checks a whole corridor spec against its environment and everything else in the repository: the name, every name
 * derived from it, buckets, shares and uses, Spark, quota, owner and expiry.
 *
 * @param options - `existing`: name of the corridor that this spec changes; `now`: without it, expiry is not judged
 * @public
 */
export function checkCorridor(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
  options: { readonly existing?: string; readonly now?: Date } = {},
): Problem[] {
  const { existing, now } = options;
  return [
    ...checkName(
      corridor.metadata.name,
      environment,
      fleet,
      existing === undefined ? {} : { except: existing },
    ),
    ...placeProblems(corridor, environment, fleet, existing),
    ...bucketNameProblems(corridor, environment, fleet),
    ...useProblems(corridor, environment, fleet),
    ...shareProblems(corridor, environment, fleet),
    ...sparkProblems(corridor, environment),
    ...quotaProblems(corridor, environment),
    ...ownerProblems(corridor, environment, fleet),
    ...(now ? expiryProblems(corridor, now, existing !== undefined) : []),
  ];
}

function placeProblems(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
  existing: string | undefined,
): Problem[] {
  const refuse = (code: string, field: string, message: string): Problem[] => [
    { code, severity: 'error', field, message },
  ];
  const named = corridor.spec.environment;
  if (named !== environment.metadata.name) {
    const message = `spec.environment is "${named}", but the spec is checked for ${environment.metadata.name}.`;
    return refuse('wrong-environment', 'spec.environment', message);
  }
  if (existing === undefined) {
    return [];
  }
  if (corridor.metadata.name !== existing) {
    const message = `metadata.name must stay "${existing}"; a corridor cannot be renamed, request another one.`;
    return refuse('renamed', 'metadata.name', message);
  }
  const before = fleet.corridors.find(one => one.metadata.name === existing)
    ?.spec.environment;
  if (before !== undefined && before !== named) {
    const message = `spec.environment must stay "${before}"; a corridor cannot be moved, request another one.`;
    return refuse('moved', 'spec.environment', message);
  }
  return [];
}

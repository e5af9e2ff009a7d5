import type { Fleet, Problem, RepositoryFile } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

import { declarationsFor } from '../provisioners/declarationsFor';
import { bucketRules, policyRules, roleRules } from './claimRules';
import { settleClaims } from './claims';
import { readCorridorPlaces } from './corridorPlace';
import { environmentFields } from './environmentFields';
import { expectedBuckets } from './expectedBuckets';
import { expectedRoles } from './expectedRoles';
import { oidcProvidersOf } from './oidcProviders';
import {
  platformAccounts,
  platformBuckets,
  platformPolicies,
  platformRoles,
} from './platformObjects';
import { policyLookup } from './policyLookup';
import { readPlatformObjects } from './readPlatformObjects';
import { readServiceAccounts } from './serviceAccounts';
import { withUndeclared } from './withUndeclared';

/**
 * What a GitOps repository declares of access, and what of it cannot be read.
 *
 * @public
 */
export interface DeclaredModel {
  readonly model: AccessModel;
  /** By file and line. What they concern is in the model as not understood, never as absent. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the access model that a whole repository declares, of every environment: `corridors/<name>/aws/*`, ServiceAccounts
 * of `corridors/<name>/kubernetes/*` and `environments/<name>/policies/*.yaml`. One bad file harms nothing else. Node roles and
 * shared buckets that environments name and no file declares are in the model as not understood.
 *
 * @param files - of the repository, in any order
 * @param fleet - of the same files
 * @public
 */
export function readDeclaredModel(
  files: readonly RepositoryFile[],
  fleet: Fleet,
): DeclaredModel {
  const platform = readPlatformObjects(files, fleet);
  const { places, problems } = readCorridorPlaces(files, fleet);
  const attachable = places.map(({ corridor, environment, objects }) => {
    const read = declarationsFor(environment).policies(
      objects.aws,
      environment,
    );
    return {
      problems: read.problems,
      policies: read.policies.map(policy => ({
        ...policy,
        corridor: corridor.metadata.name,
      })),
    };
  });
  const policies = settleClaims(
    [
      ...platformPolicies(platform.objects),
      ...attachable.flatMap(read => read.policies),
    ],
    policyRules(places),
  );
  const lookup = policyLookup(policies.values);
  const platformOwn = platformRoles(platform.objects, lookup);
  const resources = places.map(place =>
    withUndeclared(
      declarationsFor(place.environment).resources(
        place.objects.aws,
        place.environment,
        lookup,
      ),
      place,
    ),
  );
  const roles = settleClaims(
    [...platformOwn.roles, ...resources.flatMap(one => one.roles)],
    roleRules(places),
  );
  const ofPlatform = platformBuckets(platform.objects);
  const ofCorridors = resources.flatMap(one => one.buckets);
  const rules = bucketRules(places);
  const buckets = settleClaims([...ofPlatform, ...ofCorridors], rules);
  const { environments } = fleet;
  const fields = environmentFields(files);
  const { incomplete } = platform;
  const nodeRoles = expectedRoles(
    environments,
    platformOwn.roles,
    fields,
    incomplete,
  );
  const sharedBuckets = expectedBuckets(
    environments,
    {
      platform: ofPlatform,
      corridors: ofCorridors.filter(
        ({ value, corridor }) => rules.ownerOf(value) === corridor,
      ),
    },
    fields,
    incomplete,
  );
  const accounts = platformAccounts(platform.objects);
  const serviceAccounts = places.map(({ objects, names, environment }) =>
    readServiceAccounts(objects.serviceAccounts, names, environment),
  );
  const told: readonly (readonly Problem[])[] = [
    platform.problems,
    problems,
    ...places.map(({ objects }) => objects.problems),
    ...attachable.map(read => read.problems),
    policies.problems,
    platformOwn.problems,
    ...resources.map(one => one.problems),
    roles.problems,
    buckets.problems,
    nodeRoles.problems,
    sharedBuckets.problems,
    accounts.problems,
    ...serviceAccounts.map(one => one.problems),
  ];
  return {
    model: {
      roles: withUnknown(roles.values, nodeRoles.unknown, one => one.arn),
      buckets: withUnknown(
        buckets.values,
        sharedBuckets.unknown,
        one => one.name,
      ),
      oidcProviders: oidcProvidersOf(environments),
      accounts: accounts.accounts,
      serviceAccounts: serviceAccounts.flatMap(one => one.serviceAccounts),
    },
    problems: told.flat().sort(byPlace),
  };
}

/** What is declared, with what is not known in its place. */
function withUnknown<T>(
  declared: readonly T[],
  unknown: readonly T[],
  keyOf: (one: T) => string,
): T[] {
  const keys = new Set(unknown.map(keyOf));
  return [...declared.filter(one => !keys.has(keyOf(one))), ...unknown];
}

function byPlace(left: Problem, right: Problem): number {
  const leftFile = left.file ?? '';
  const rightFile = right.file ?? '';
  return leftFile === rightFile
    ? (left.line ?? 0) - (right.line ?? 0)
    : Number(leftFile > rightFile) - Number(leftFile < rightFile);
}

import type { Fleet } from '@corridors/model';
import type { AccessModel, AccessModelRole } from '@corridors/policy-engine';
import { corridorPlaces } from '../corridorPlaces';

/** ARNs of the roles of all corridors and of all nodes. */
export function rolesOfFleet({
  environments,
  corridors,
}: Fleet): ReadonlySet<string> {
  return new Set([
    ...environments.flatMap(({ spec }) => spec.nodeRole?.arn ?? []),
    ...corridorPlaces(corridors, environments).map(
      ({ names }) => names.roleArn,
    ),
  ]);
}

/** ARNs of the roles that folders of corridors declare, meant or not. */
export function rolesOfFolders(model: AccessModel): ReadonlySet<string> {
  return new Set(
    model.roles
      .filter(({ trust }) => trust.origin?.file?.startsWith('corridors/'))
      .map(({ arn }) => arn),
  );
}

/**
 * The roles that the platform team declares beside those of corridors and nodes: administrators, provisioners, controllers. What
 * they may do is theirs, as long as only their own may assume them.
 */
export function platformRolesOf(
  model: AccessModel,
  fleet: Fleet,
): readonly AccessModelRole[] {
  const others = rolesOfFleet(fleet);
  return model.roles.filter(
    ({ arn, trust }) =>
      !others.has(arn) && trust.origin?.file?.startsWith('environments/'),
  );
}

/** What is not covered because of platform roles, as a sentence without a full stop; none where there are none. */
export function trustedRoles(roles: readonly AccessModelRole[]): string[] {
  const names = roles
    .map(({ arn, trust }) => `${arn} (${trust.origin?.file ?? 'no file'})`)
    .sort();
  return names.length === 0
    ? []
    : [
        `What roles that the repository declares beside corridors and nodes may do by their own policies, as long as only administrators, AWS services and each other may assume them: ${names.join(
          ', ',
        )}`,
      ];
}

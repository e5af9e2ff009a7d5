import type { Environment, Problem } from '@corridors/model';
import type { AccessModelRole } from '@corridors/policy-engine';

import { iamKey } from './claimRules';
import { problemAt, type Declared } from './declaredResources';
import {
  nameField,
  problemAtField,
  type EnvironmentField,
  type EnvironmentFields,
} from './environmentFields';
import { unreadable } from './policySource';
import { roleNameOf } from './roleName';

/** What environments name and the platform team must declare, as far as it is not declared, or otherwise than they name it. */
export interface Expected<T> {
  /** By their names, in the place of those that are declared: they are there, and nothing is known of what guards them. */
  readonly unknown: readonly T[];
  readonly problems: readonly Problem[];
}

/**
 * The node roles that environments name. One that no file declares counts as there and not understood, for whatever it may do it
 * does to every corridor of its nodes.
 *
 * @param incomplete - names of environments of whose files one could not be read, which may be the one; that was told
 */
export function expectedRoles(
  environments: readonly Environment[],
  declared: readonly Declared<AccessModelRole>[],
  fields: EnvironmentFields,
  incomplete: ReadonlySet<string>,
): Expected<AccessModelRole> {
  const arns = new Set(declared.map(({ value }) => value.arn));
  const namesakes = byName(declared);
  const named = new Set(
    environments.flatMap(({ spec }) => spec.nodeRole?.arn ?? []),
  );
  const problems: Problem[] = [];
  const unknown = new Map<string, AccessModelRole>();
  for (const environment of environments) {
    const arn = environment.spec.nodeRole?.arn;
    if (arn === undefined) {
      continue;
    }
    const rivals = (namesakes.get(nameKey(arn)) ?? []).filter(
      ({ value }) =>
        value.arn !== arn &&
        (iamKey(value.arn) === iamKey(arn) ||
          (!arns.has(arn) && !named.has(value.arn))),
    );
    if (arns.has(arn) && rivals.length === 0) {
      continue;
    }
    const field = fields(environment, ['spec', 'nodeRole', 'arn']);
    if (rivals.length > 0) {
      problems.push(...rivals.map(rival => otherRole(rival, arn, field)));
    } else if (
      !unknown.has(arn) &&
      !incomplete.has(environment.metadata.name)
    ) {
      problems.push(roleNotDeclared(arn, environment.metadata.name, field));
    }
    unknown.set(arn, {
      arn,
      accountId: environment.spec.aws.accountId,
      trust: unreadable(roleNameOf(arn), field.origin),
      identity: [unreadable(arn, field.origin)],
    });
  }
  return { unknown: [...unknown.values()], problems };
}

/** Roles by name, whatever their account and path: one of another account may be meant for the node role. */
function byName(
  declared: readonly Declared<AccessModelRole>[],
): Map<string, Declared<AccessModelRole>[]> {
  const roles = new Map<string, Declared<AccessModelRole>[]>();
  for (const role of declared) {
    const key = nameKey(role.value.arn);
    const others = roles.get(key);
    if (others) {
      others.push(role);
    } else {
      roles.set(key, [role]);
    }
  }
  return roles;
}

function nameKey(arn: string): string {
  return roleNameOf(arn).toLowerCase();
}

function otherRole(
  { object, value }: Declared<AccessModelRole>,
  arn: string,
  field: EnvironmentField,
): Problem {
  return {
    ...problemAt(
      object,
      ['spec', 'roleArn'],
      'contradicts-environment',
      `spec.roleArn is ${value.arn}, but ${nameField(
        field,
      )} is ${arn}; account, path and case must agree, or nothing is proved of the node role. Write in both what IAM shows as the role's ARN.`,
      { related: field.origin.file },
    ),
    field: 'spec.roleArn',
  };
}

function roleNotDeclared(
  arn: string,
  environment: string,
  field: EnvironmentField,
): Problem {
  return problemAtField(
    field,
    'node-role-not-declared',
    `${field.field} is ${arn}, which no file declares, so nothing is proved of what nodes may do; declare it with kind RolePolicies in environments/${environment}/policies/.`,
    arn,
  );
}

import type { Environment, Problem } from '@corridors/model';
import type { AccessModelRole, PolicySource } from '@corridors/policy-engine';

import type { Declared, PolicyLookup } from '../../declared/declaredResources';
import {
  isRecord,
  valueAt,
  type LocatedObject,
} from '../../declared/locatedObject';
import { originOf, unreadable } from '../../declared/policySource';
import { kindOf } from './ackFields';
import { RoleObject } from './RoleObject';

/** The roles among ACK objects. A policy that cannot be found or read is in its role as not understood. */
export function ackRoles(
  objects: readonly LocatedObject[],
  environment: Environment,
  lookup: PolicyLookup,
): { roles: Declared<AccessModelRole>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const roles = objects
    .filter(object => kindOf(object) === 'Role')
    .map(object => ({
      object,
      value: readRole(new RoleObject(object, problems), environment, lookup),
    }));
  return { roles, problems };
}

function readRole(
  role: RoleObject,
  { spec: { aws } }: Environment,
  lookup: PolicyLookup,
): AccessModelRole {
  const boundary = readBoundary(role, lookup);
  return {
    arn: `arn:${aws.partition}:iam::${aws.accountId}:role${role.path}${role.name}`,
    accountId: aws.accountId,
    trust: role.document(['spec', 'assumeRolePolicyDocument'], role.name),
    identity: [
      ...referredPolicies(role, lookup),
      ...policiesByArn(role, lookup),
      ...inlinePolicies(role),
    ],
    ...(boundary ? { boundary } : {}),
  };
}

function referredPolicies(
  role: RoleObject,
  lookup: PolicyLookup,
): PolicySource[] {
  return role.list('policyRefs').map((_, index) => {
    const path = ['spec', 'policyRefs', index];
    return role.referred(path, lookup);
  });
}

function policiesByArn(role: RoleObject, lookup: PolicyLookup): PolicySource[] {
  return role.list('policies').map((arn, index) => {
    const path = ['spec', 'policies', index];
    if (typeof arn !== 'string') {
      return role.refuse(
        path,
        'not-understood',
        'spec.policies must hold ARNs',
      );
    }
    return (
      lookup.byArn(arn) ??
      role.refuse(
        path,
        'policy-not-declared',
        `it attaches ${arn}, whose document is not in the repository; use policyRefs, or declare it below environments as a ManagedPolicy`,
        arn,
      )
    );
  });
}

function inlinePolicies(role: RoleObject): PolicySource[] {
  const path = ['spec', 'inlinePolicies'];
  const policies = valueAt(role.object, path) ?? {};
  if (!isRecord(policies)) {
    return [
      role.refuse(path, 'not-understood', 'spec.inlinePolicies must be a map'),
    ];
  }
  return Object.keys(policies).map(name =>
    role.document([...path, name], `${name} of role ${role.name}`),
  );
}

function readBoundary(
  role: RoleObject,
  lookup: PolicyLookup,
): PolicySource | undefined {
  const reference = ['spec', 'permissionsBoundaryRef'];
  if (valueAt(role.object, reference) !== undefined) {
    return role.referred(reference, lookup);
  }
  const path = ['spec', 'permissionsBoundary'];
  const arn = valueAt(role.object, path);
  if (arn === undefined) {
    return undefined;
  }
  if (typeof arn !== 'string') {
    return role.refuse(
      path,
      'not-understood',
      'spec.permissionsBoundary must be an ARN',
    );
  }
  const known = lookup.byArn(arn);
  if (known) {
    return known;
  }
  role.warn(
    path,
    'boundary-not-declared',
    `its permissions boundary ${arn} is not in the repository, so what the role is allowed is not certain; declare it below environments as a ManagedPolicy`,
  );
  return unreadable(arn, originOf(role.object, path));
}

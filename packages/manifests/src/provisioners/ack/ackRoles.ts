import type { Environment, Problem } from '@corridors/model';
import type { AccessModelRole, PolicySource } from '@corridors/policy-engine';

import {
  problemAt,
  type Declared,
  type PolicyLookup,
} from '../../declared/declaredResources';
import {
  isRecord,
  valueAt,
  type LocatedObject,
} from '../../declared/locatedObject';
import { originOf, sourceAt, unreadable } from '../../declared/policySource';
import { kindOf, nameOf, namespaceOf, textAt } from './ackFields';

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

/** A Role, and what is said of it. */
class RoleObject {
  readonly name: string;
  readonly path: string;

  constructor(
    readonly object: LocatedObject,
    private readonly problems: Problem[],
  ) {
    this.name = textAt(object, ['spec', 'name']) ?? nameOf(object);
    this.path = textAt(object, ['spec', 'path']) ?? '/';
  }

  list(field: string): readonly unknown[] {
    const value = valueAt(this.object, ['spec', field]) ?? [];
    if (Array.isArray(value)) {
      return value;
    }
    // One entry that nothing understands: what is attached is not known, which is not the same as nothing.
    return [undefined];
  }

  document(path: readonly PropertyKey[], name: string): PolicySource {
    return textAt(this.object, path) === undefined
      ? this.refuse(
          path,
          'missing-document',
          `it has no ${path.join('.')} that is text`,
          name,
        )
      : sourceAt(this.object, path, name);
  }

  referred(path: readonly PropertyKey[], lookup: PolicyLookup): PolicySource {
    const name = textAt(this.object, [...path, 'from', 'name']);
    if (name === undefined) {
      return this.refuse(
        path,
        'not-understood',
        `spec.${String(path[1])} must name an object by from.name`,
      );
    }
    const namespace =
      textAt(this.object, [...path, 'from', 'namespace']) ??
      namespaceOf(this.object);
    return (
      lookup.byReference(namespace, name) ??
      this.refuse(
        path,
        'policy-not-declared',
        `it refers to Policy ${name} of namespace ${namespace}, which is not among the files`,
      )
    );
  }

  refuse(
    path: readonly PropertyKey[],
    code: string,
    message: string,
    name = `${String(path[1])} of role ${this.name}`,
  ): PolicySource {
    this.problems.push(
      problemAt(this.object, path, code, `Role ${this.name}: ${message}.`),
    );
    return unreadable(name, originOf(this.object, path));
  }

  warn(path: readonly PropertyKey[], code: string, message: string): void {
    this.problems.push(
      problemAt(this.object, path, code, `Role ${this.name}: ${message}.`, {
        severity: 'warning',
      }),
    );
  }
}

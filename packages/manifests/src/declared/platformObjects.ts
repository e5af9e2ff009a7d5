import type { Problem } from '@corridors/model';
import type {
  AccessModelAccount,
  AccessModelBucket,
  AccessModelRole,
  PolicySource,
} from '@corridors/policy-engine';

import {
  problemAt,
  type Declared,
  type DeclaredPolicy,
  type PolicyLookup,
} from './declaredResources';
import type { LocatedObject } from './locatedObject';
import { originOf, sourceAt, unreadable } from './policySource';
import type { PlatformObject } from './readPlatformObjects';
import { roleNameOf } from './roleName';

/** The managed policies that the platform team declares. */
export function platformPolicies(
  objects: readonly PlatformObject[],
): Declared<DeclaredPolicy>[] {
  return objects.flatMap(({ object, value }) =>
    value.kind === 'ManagedPolicy'
      ? [
          {
            object,
            value: {
              arn: value.spec.arn,
              source: sourceAt(object, ['spec', 'document'], value.spec.arn),
            },
          },
        ]
      : [],
  );
}

/** The roles that the platform team declares. */
export function platformRoles(
  objects: readonly PlatformObject[],
  lookup: PolicyLookup,
): { roles: Declared<AccessModelRole>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const roles = objects.flatMap(({ object, value }) => {
    if (value.kind !== 'RolePolicies') {
      return [];
    }
    const { roleArn, policies, permissionsBoundary } = value.spec;
    const roleName = roleNameOf(roleArn);
    const boundary =
      typeof permissionsBoundary === 'string'
        ? boundaryByArn(permissionsBoundary, object, lookup, problems)
        : permissionsBoundary &&
          sourceAt(
            object,
            ['spec', 'permissionsBoundary', 'document'],
            permissionsBoundary.name,
          );
    return [
      {
        object,
        value: {
          arn: roleArn,
          accountId: roleArn.split(':')[4] ?? '',
          trust: sourceAt(object, ['spec', 'trust'], roleName),
          identity: policies.map(({ name }, index) =>
            sourceAt(
              object,
              ['spec', 'policies', index, 'document'],
              name.startsWith('arn:') ? name : `${name} of role ${roleName}`,
            ),
          ),
          ...(boundary ? { boundary } : {}),
        },
      },
    ];
  });
  return { roles, problems };
}

/** The buckets that the platform team declares. */
export function platformBuckets(
  objects: readonly PlatformObject[],
): Declared<AccessModelBucket>[] {
  return objects.flatMap(({ object, value }) => {
    if (value.kind !== 'BucketPolicy') {
      return [];
    }
    const { name } = value.metadata;
    const { accountId, policy, publicAccessBlock, objectOwnership } =
      value.spec;
    return [
      {
        object,
        value: {
          name,
          accountId,
          ...(policy === undefined
            ? {}
            : { policy: sourceAt(object, ['spec', 'policy'], name) }),
          ...(publicAccessBlock ? { publicAccessBlock } : {}),
          ...(objectOwnership ? { objectOwnership } : {}),
        },
      },
    ];
  });
}

/** What the platform team declares of whole accounts. */
export function platformAccounts(objects: readonly PlatformObject[]): {
  accounts: AccessModelAccount[];
  problems: Problem[];
} {
  const accounts = new Map<string, AccessModelAccount>();
  const problems: Problem[] = [];
  for (const { object, value } of objects) {
    if (value.kind !== 'ServiceControlPolicies') {
      continue;
    }
    const { accountId, levels } = value.spec;
    if (accounts.has(accountId)) {
      problems.push(
        problemAt(
          object,
          ['spec', 'accountId'],
          'declared-twice',
          `The service control policies of account ${accountId} are declared twice; declare them once.`,
          { related: accountId },
        ),
      );
      continue;
    }
    accounts.set(accountId, {
      accountId,
      serviceControlPolicies: levels.map((policies, level) =>
        policies.map(({ name }, index) =>
          sourceAt(object, ['spec', 'levels', level, index, 'document'], name),
        ),
      ),
    });
  }
  return { accounts: [...accounts.values()], problems };
}

function boundaryByArn(
  arn: string,
  object: LocatedObject,
  lookup: PolicyLookup,
  problems: Problem[],
): PolicySource {
  const path = ['spec', 'permissionsBoundary'];
  const known = lookup.byArn(arn);
  if (!known) {
    problems.push(
      problemAt(
        object,
        path,
        'boundary-not-declared',
        `The permissions boundary ${arn} is not in the repository, so what the role is allowed is not certain; declare it as a ManagedPolicy.`,
        { severity: 'warning' },
      ),
    );
  }
  return known ?? unreadable(arn, originOf(object, path));
}

import type { DerivedNames, Environment, Problem } from '@corridors/model';
import type { AccessModelServiceAccount } from '@corridors/policy-engine';

import { problemAt } from './declaredResources';
import { valueAt, type LocatedObject } from './locatedObject';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/**
 * ServiceAccounts as a corridor declares them. One that asks for another role than the corridor's, or stands in another
 * namespace, is read as it is, and told.
 */
export function readServiceAccounts(
  objects: readonly LocatedObject[],
  names: DerivedNames,
  { spec: { kubernetes, identity } }: Environment,
): { serviceAccounts: AccessModelServiceAccount[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const serviceAccounts = objects.flatMap(object => {
    const namespace = valueAt(object, ['metadata', 'namespace']);
    const name = valueAt(object, ['metadata', 'name']);
    if (typeof namespace !== 'string' || typeof name !== 'string') {
      problems.push(
        problemAt(
          object,
          ['metadata'],
          'not-understood',
          'A ServiceAccount must have metadata.name and metadata.namespace.',
        ),
      );
      return [];
    }
    const roleArn = valueAt(object, [
      'metadata',
      'annotations',
      ROLE_ANNOTATION,
    ]);
    problems.push(
      ...placeProblems(object, namespace, names),
      ...roleProblems(object, name, roleArn, names),
    );
    return [
      {
        cluster: kubernetes.cluster,
        namespace,
        name,
        ...(identity.mechanism === 'irsa'
          ? { issuer: identity.oidcIssuer }
          : {}),
        ...(typeof roleArn === 'string' ? { roleArn } : {}),
      },
    ];
  });
  return { serviceAccounts, problems };
}

function placeProblems(
  object: LocatedObject,
  namespace: string,
  names: DerivedNames,
): Problem[] {
  return namespace === names.namespace
    ? []
    : [
        problemAt(
          object,
          ['metadata', 'namespace'],
          'foreign-namespace',
          `This ServiceAccount would stand in namespace ${namespace}; the corridor's is ${names.namespace}.`,
          { related: namespace },
        ),
      ];
}

function roleProblems(
  object: LocatedObject,
  name: string,
  roleArn: unknown,
  names: DerivedNames,
): Problem[] {
  return roleArn === undefined || roleArn === names.roleArn
    ? []
    : [
        problemAt(
          object,
          ['metadata', 'annotations', ROLE_ANNOTATION],
          'foreign-role',
          `ServiceAccount ${name} asks for ${String(
            roleArn,
          )}; the corridor's role is ${names.roleArn}.`,
          { related: String(roleArn) },
        ),
      ];
}

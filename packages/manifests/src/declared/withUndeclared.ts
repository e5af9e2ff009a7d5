import type { Problem } from '@corridors/model';
import type {
  AccessModelBucket,
  AccessModelRole,
} from '@corridors/policy-engine';

import type { CorridorPlace } from './corridorPlace';
import type { Declared, DeclaredResources } from './declaredResources';
import type { LocatedObject } from './locatedObject';
import { unreadable } from './policySource';

/**
 * Adds what a corridor must have and does not declare. Where a file could not be read it may be in that file: then it counts as
 * there, and not understood. Otherwise it is not declared, which is told.
 */
export function withUndeclared(
  resources: DeclaredResources,
  place: CorridorPlace,
): DeclaredResources {
  const { names, environment, objects, corridor } = place;
  const { accountId } = environment.spec.aws;
  const corridorName = corridor.metadata.name;
  const folder = `corridors/${corridorName}/aws`;
  const object = nowhere(folder);
  const own = <T>(value: T): Declared<T> => ({
    value,
    object,
    corridor: corridorName,
  });
  const isRoleDeclared = resources.roles.some(
    ({ value }) => value.arn === names.roleArn,
  );
  const declaredBuckets = new Set(
    resources.buckets.map(({ value }) => value.name),
  );
  const lacking = names.buckets.filter(
    ({ name }) => !declaredBuckets.has(name),
  );
  const origin = { file: folder };
  const role: AccessModelRole = {
    arn: names.roleArn,
    accountId,
    trust: unreadable(names.roleName, origin),
    identity: [unreadable(names.policyArn, origin)],
  };
  const buckets = lacking.map(
    ({ name }): AccessModelBucket => ({
      name,
      accountId,
      policy: unreadable(name, origin),
    }),
  );
  const mark = <T>(all: readonly Declared<T>[]): Declared<T>[] =>
    all.map(one => ({ ...one, corridor: corridorName }));
  const problems: Problem[] = objects.isIncomplete
    ? []
    : [
        ...(isRoleDeclared ? [] : [`role ${names.roleArn}`]),
        ...lacking.map(({ name }) => `bucket ${name}`),
      ].map(what => notDeclared(what, folder));
  return {
    roles: [
      ...mark(resources.roles),
      ...(objects.isIncomplete && !isRoleDeclared ? [own(role)] : []),
    ],
    buckets: [
      ...mark(resources.buckets),
      ...(objects.isIncomplete ? buckets.map(own) : []),
    ],
    problems: [...resources.problems, ...problems],
  };
}

function notDeclared(what: string, folder: string): Problem {
  return {
    code: 'not-declared',
    severity: 'warning',
    message: `The ${what} is not declared in ${folder}, though the spec asks for it; render the corridor again.`,
    file: folder,
  };
}

/** Stands for an object of a file that could not be read. */
function nowhere(file: string): LocatedObject {
  return {
    file,
    value: {},
    lineOf: () => 1,
    statementLinesOf: () => undefined,
  };
}

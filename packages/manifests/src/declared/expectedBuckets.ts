import type { Environment, Problem } from '@corridors/model';
import type { AccessModelBucket } from '@corridors/policy-engine';

import { problemAt, type Declared } from './declaredResources';
import {
  nameField,
  problemAtField,
  type EnvironmentField,
  type EnvironmentFields,
} from './environmentFields';
import type { Expected } from './expectedRoles';
import { unreadable } from './policySource';

/** A bucket as an environment shares it. */
interface SharedBucket {
  readonly name: string;
  readonly accountId: string;
  readonly environment: Environment;
  /** Where the environment says so. */
  fieldOf(what: 'name' | 'accountId'): EnvironmentField;
}

/** The buckets that files declare. */
export interface DeclaredBuckets {
  readonly platform: readonly Declared<AccessModelBucket>[];
  /** Each by the corridor that it belongs to by its name. */
  readonly corridors: readonly Declared<AccessModelBucket>[];
}

/**
 * The buckets that environments share. One that no file declares, or whose account is told in two ways, counts as there and not
 * understood.
 *
 * @param incomplete - names of environments of whose files one could not be read, which may be the one; that was told
 */
export function expectedBuckets(
  environments: readonly Environment[],
  { platform, corridors }: DeclaredBuckets,
  fields: EnvironmentFields,
  incomplete: ReadonlySet<string>,
): Expected<AccessModelBucket> {
  const declared = byName(platform);
  const own = byName(corridors);
  const first = new Map<string, SharedBucket>();
  const unknown = new Map<string, AccessModelBucket>();
  const problems: Problem[] = [];
  for (const shared of environments.flatMap(one =>
    sharedBuckets(one, fields),
  )) {
    const { name, accountId, environment } = shared;
    const earlier = first.get(name);
    const found = declared.get(name) ?? own.get(name);
    const faults = [
      ...(earlier && earlier.accountId !== accountId
        ? [sharedOfTwoAccounts(shared, earlier)]
        : []),
      ...(found && found.value.accountId !== accountId
        ? [declaredOfOther(found, shared)]
        : []),
    ];
    const isLacking = !found && !earlier;
    if (isLacking && !incomplete.has(environment.metadata.name)) {
      faults.push(bucketNotDeclared(shared));
    }
    if ((faults.length > 0 || isLacking) && found?.corridor === undefined) {
      unknown.set(name, {
        name,
        accountId: earlier?.accountId ?? accountId,
        policy: unreadable(name, shared.fieldOf('name').origin),
      });
    }
    problems.push(...faults);
    first.set(name, earlier ?? shared);
  }
  return { unknown: [...unknown.values()], problems };
}

function byName(
  buckets: readonly Declared<AccessModelBucket>[],
): Map<string, Declared<AccessModelBucket>> {
  return new Map(buckets.map(one => [one.value.name, one]));
}

function sharedBuckets(
  environment: Environment,
  fields: EnvironmentFields,
): SharedBucket[] {
  return environment.spec.sharedBuckets.map(({ name, accountId }, index) => ({
    name,
    accountId,
    environment,
    fieldOf: what =>
      fields(environment, ['spec', 'sharedBuckets', index, what]),
  }));
}

function sharedOfTwoAccounts(
  { name, accountId, fieldOf }: SharedBucket,
  earlier: SharedBucket,
): Problem {
  const accountField = fieldOf('accountId');
  return problemAtField(
    accountField,
    'bucket-of-two-accounts',
    `${accountField.field} is ${accountId}, but ${nameField(
      earlier.fieldOf('accountId'),
    )} says that bucket ${name} is of account ${
      earlier.accountId
    }. A bucket has one owner; write its account in both.`,
    name,
  );
}

/** Where a corridor declares the bucket it is the corridor's, and the environment is wrong. */
function declaredOfOther(
  { object, value, corridor }: Declared<AccessModelBucket>,
  { name, accountId, fieldOf }: SharedBucket,
): Problem {
  const accountField = fieldOf('accountId');
  if (corridor !== undefined) {
    return problemAtField(
      accountField,
      'contradicts-corridor',
      `${
        accountField.field
      } is ${accountId}, but bucket ${name} is of corridor ${corridor} in account ${
        value.accountId
      } (${object.file}:${object.lineOf([])}). Share a bucket of another name.`,
      corridor,
    );
  }
  return {
    ...problemAt(
      object,
      ['spec', 'accountId'],
      'contradicts-environment',
      `spec.accountId is ${value.accountId}, but ${nameField(
        accountField,
      )} says that bucket ${name} is of account ${accountId}; the two must agree, or nothing is proved of the bucket.`,
      { related: accountField.origin.file },
    ),
    field: 'spec.accountId',
  };
}

function bucketNotDeclared({
  name,
  environment,
  fieldOf,
}: SharedBucket): Problem {
  const field = fieldOf('name');
  return problemAtField(
    field,
    'bucket-not-declared',
    `${field.field} is ${name}, which no file declares, so nothing is proved of who reaches it; declare it with kind BucketPolicy in environments/${environment.metadata.name}/policies/.`,
    name,
  );
}

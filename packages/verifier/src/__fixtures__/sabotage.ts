import type {
  AccessModel,
  AccessModelBucket,
  AccessModelRole,
  PolicySource,
} from '@corridors/policy-engine';
import { ACCOUNT } from './repository';

export const roleArn = (name: string) =>
  `arn:aws:iam::${ACCOUNT}:role/corridors/${name}`;

/** A model with one role changed. */
export function withRole(
  model: AccessModel,
  arn: string,
  change: (role: AccessModelRole) => Partial<AccessModelRole>,
): AccessModel {
  expectOne(model.roles, role => role.arn === arn);
  return {
    ...model,
    roles: model.roles.map(role =>
      role.arn === arn ? { ...role, ...change(role) } : role,
    ),
  };
}

/** A model with one bucket changed. */
export function withBucket(
  model: AccessModel,
  name: string,
  change: (bucket: AccessModelBucket) => Partial<AccessModelBucket>,
): AccessModel {
  expectOne(model.buckets, bucket => bucket.name === name);
  return {
    ...model,
    buckets: model.buckets.map(bucket =>
      bucket.name === name ? { ...bucket, ...change(bucket) } : bucket,
    ),
  };
}

/** A model in which a role has one statement more, in a policy of its own. */
export function withGrant(
  model: AccessModel,
  arn: string,
  statement: object,
): AccessModel {
  return withRole(model, arn, ({ identity }) => ({
    identity: [...identity, policyOf('added', statement)],
  }));
}

/** A model in which a bucket policy has one statement more. */
export function withBucketStatement(
  model: AccessModel,
  name: string,
  statement: object,
): AccessModel {
  return withBucket(model, name, ({ policy }) => ({
    policy: appended(policy ?? policyOf(name), statement),
  }));
}

/** A model in which a trust policy has one statement more. */
export function withTrustStatement(
  model: AccessModel,
  arn: string,
  statement: object,
): AccessModel {
  return withRole(model, arn, ({ trust }) => ({
    trust: appended(trust, statement),
  }));
}

export function policyOf(
  name: string,
  ...statements: readonly object[]
): PolicySource {
  return { name, document: { Version: '2012-10-17', Statement: statements } };
}

function appended(policy: PolicySource, statement: object): PolicySource {
  const document: { Statement: object[] } = JSON.parse(
    typeof policy.document === 'string'
      ? policy.document
      : JSON.stringify(policy.document),
  );
  return {
    ...policy,
    document: { ...document, Statement: [...document.Statement, statement] },
  };
}

function expectOne<T>(items: readonly T[], isIt: (item: T) => boolean): void {
  if (items.filter(isIt).length !== 1) {
    throw new Error('The fixture does not have what is to be changed');
  }
}

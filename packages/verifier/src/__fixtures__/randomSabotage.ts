import { deriveNames, type Fleet } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import { pick } from './randomRepository';
import { ACCOUNT, STRANGER } from './repository';
import { withBucketStatement, withGrant, withTrustStatement } from './sabotage';

/** Sid of every statement that is planted. */
export const PLANTED = 'Planted';

/** A statement that opens one thing to somebody, planted somewhere in a fleet. */
export interface Sabotage {
  readonly title: string;
  readonly model: AccessModel;
}

const DATA_ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:*Object',
] as const;

/** Plants one leak: a role that reaches another's bucket, a bucket or a trust policy that lets somebody else in. */
export function plantSabotage(
  model: AccessModel,
  fleet: Fleet,
  random: () => number,
): Sabotage {
  const places = fleet.corridors.flatMap(corridor => {
    const environment = fleet.environments.find(
      one => one.metadata.name === corridor.spec.environment,
    );
    const { name } = corridor.metadata;
    return environment
      ? [
          {
            name,
            uses: corridor.spec.uses,
            isBounded: environment.spec.aws.permissionsBoundary !== undefined,
            ...deriveNames(
              { name, buckets: corridor.spec.buckets },
              environment,
            ),
          },
        ]
      : [];
  });
  const thief = pick(random, places);
  const victim = pick(
    random,
    places.filter(({ name }) => name !== thief.name),
  );
  const taken = new Set(thief.uses.map(({ bucket }) => bucket));
  const bucket = victim.buckets.find(({ name }) => !taken.has(name))?.name;
  const action = pick(random, DATA_ACTIONS);
  const planted = { Sid: PLANTED, Effect: 'Allow' };
  const held = {
    Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
  };
  const identity = (resource: string) =>
    withGrant(model, thief.roleArn, {
      ...planted,
      ...held,
      Action: action,
      Resource: resource,
    });
  const inBucket = (name: string, principal: unknown) =>
    withBucketStatement(model, name, {
      ...planted,
      Principal: principal,
      Action: action,
      Resource: `arn:aws:s3:::${name}/*`,
    });
  const kinds: readonly (() => Sabotage)[] = [
    () => ({
      title: `${thief.name} gets ${action} on buckets to come of ${victim.name}`,
      model: identity(`arn:aws:s3:::${victim.bucketPrefix}new*/*`),
    }),
    // The boundary of the fixtures leaves S3 alone open.
    ...(thief.isBounded
      ? []
      : [
          () => ({
            title: `the trust of ${victim.name} names ${thief.name}`,
            model: withTrustStatement(model, victim.roleArn, {
              ...planted,
              Principal: { AWS: thief.roleArn },
              Action: 'sts:AssumeRole',
            }),
          }),
          () => ({
            title: `${thief.name} may rewrite its own role`,
            model: withGrant(model, thief.roleArn, {
              ...planted,
              Action: 'iam:PutRolePolicy',
              Resource: thief.roleArn,
            }),
          }),
        ]),
    ...(bucket === undefined
      ? []
      : [
          () => ({
            title: `${thief.name} gets ${action} on ${bucket}`,
            model: identity(`arn:aws:s3:::${bucket}/*`),
          }),
          () => ({
            title: `${bucket} lets ${thief.name} do ${action}`,
            model: inBucket(bucket, { AWS: thief.roleArn }),
          }),
          () => ({
            title: `${bucket} lets a stranger do ${action}`,
            model: inBucket(bucket, { AWS: `arn:aws:iam::${STRANGER}:root` }),
          }),
        ]),
  ];
  return pick(random, kinds)();
}

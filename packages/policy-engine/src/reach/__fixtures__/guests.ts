import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses, TrespassOptions } from '../findTrespasses';
import { principalKey } from '../principalKey';
import { Json, SmallFleet, smallFleet, source, withBucket } from './smallFleet';
import { trusting } from './tell';

/** An account that no fleet holds. */
export const STRANGER = '999999999999';

/** Stands for every account that nothing speaks of. */
export const NOBODY = '000000000000';

/** Who is let in, with what is said of it. */
export function guestsOf(
  { model, territories, permissions, context }: SmallFleet,
  asked: Pick<TrespassOptions, 'actions' | 'principals'> = {},
): string[] {
  return findTrespasses(compileAccessModel(model), {
    territories,
    permissions,
    context,
    ...asked,
  }).trespasses.map(
    ({ region: { principal, audience, verdict } }) =>
      `${principalKey(principal)} ${audience} ${verdict}`,
  );
}

/** A statement that allows whom the conditions let in. */
export const opened = (Principal: unknown, ...conditions: readonly Json[]) => ({
  Effect: 'Allow',
  Principal,
  Condition: Object.assign({}, ...conditions),
});

/** The fleet with a bucket of gha2 whose policy holds the statements. */
export function bucketWith(...statements: readonly Json[]): SmallFleet {
  return withBucket(smallFleet(), 'gha2-primary', {
    policy: source(
      'gha2-primary',
      ...statements.map(statement => ({
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha2-primary/*',
        ...statement,
      })),
    ),
  });
}

/** The fleet with a role gha2 that the statement lets be assumed. */
export const trustWith = (statement: Json): SmallFleet =>
  trusting({ Action: 'sts:AssumeRole', ...statement });

/** What IAM holds in an account. */
export const iam = (resource: string, account = STRANGER) =>
  `arn:aws:iam::${account}:${resource}`;

export const arnLike = (...values: string[]) => ({
  ArnLike: { 'aws:PrincipalArn': values },
});

/** A statement that denies everybody whom the condition means. */
export const denied = (condition: Json): Json => ({
  Effect: 'Deny',
  Principal: '*',
  Condition: condition,
});

/** Holds a statement to principals of a type, and of an account. */
export const ofType = (type: string, accountId?: string) => ({
  StringEquals: {
    'aws:PrincipalType': type,
    ...(accountId !== undefined && { 'aws:PrincipalAccount': accountId }),
  },
});

/** The ARN of a federated user. */
export const federated = (name: string, accountId: string) =>
  `arn:aws:sts::${accountId}:federated-user/${name}`;

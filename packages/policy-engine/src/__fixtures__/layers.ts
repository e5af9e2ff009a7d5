import { OBJECT, policy, Statement, statement } from './documents';
import { ApplicablePolicies, DecisionReason, evaluate, Principal } from '..';

export const allow = statement();
export const allowOther = statement({ Action: 'sqs:*' });
export const deny = statement({ Effect: 'Deny' });
export const grantTo = (arn: string): Statement =>
  statement({ Principal: { AWS: arn } });
export const denyTo = (arn: string): Statement =>
  statement({ Effect: 'Deny', Principal: { AWS: arn } });

export const identity = (...statements: Statement[]) => ({
  identity: [policy('identity', ...statements)],
});
export const bucket = (...statements: Statement[]) => ({
  resource: policy('resource', ...statements),
});
export const boundary = (...statements: Statement[]) => ({
  boundary: [policy('boundary', ...statements)],
});
export const session = (...statements: Statement[]) => ({
  session: [policy('session', ...statements)],
});
export const scp = (...levels: Statement[]) => ({
  scp: levels.map(level => [policy('scp', level)]),
});

/** Who asks, under which policies, and what decides. */
export type LogicRow = [
  what: string,
  principal: Principal,
  policies: ApplicablePolicies,
  reason: DecisionReason,
];

/** Decides whether a principal may get an object of a bucket in the given account. */
export function decide(
  principal: Principal,
  policies: ApplicablePolicies,
  resourceAccount: string,
) {
  return evaluate(
    { principal, action: 's3:GetObject', resource: OBJECT, resourceAccount },
    policies,
    { contextComplete: true },
  );
}

/** What decides; the verdict must agree with it. */
export function reasonOf(
  ...request: Parameters<typeof decide>
): DecisionReason {
  const { verdict, reason } = decide(...request);
  if ((verdict === 'allow') !== (reason === 'allowed')) {
    throw new Error(
      `The verdict "${verdict}" does not agree with the reason "${reason}"`,
    );
  }
  return reason;
}

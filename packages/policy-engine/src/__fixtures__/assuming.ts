import { OWN, policy, roleArn, Statement, statement } from './documents';
import { AccessRequest, ApplicablePolicies, evaluate, Principal } from '..';

export const TARGET = roleArn('target');
export const ISSUER = 'oidc.eks.eu-west-3.amazonaws.com/id/0123456789ABCDEF';
export const PROVIDER = `arn:aws:iam::${OWN}:oidc-provider/${ISSUER}`;

export const trust = (...statements: Statement[]) => ({
  resource: policy(
    'trust',
    ...statements.map(over => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      ...over,
    })),
  ),
});
export const mayAssume = {
  identity: [
    policy(
      'identity',
      statement({ Action: 'sts:AssumeRole', Resource: TARGET }),
    ),
  ],
};

/** Decides a request to assume the target role, in a complete context. */
export function ask(
  request: Partial<AccessRequest> & { principal: Principal },
  policies: ApplicablePolicies,
) {
  return evaluate(
    { action: 'sts:AssumeRole', resource: TARGET, ...request },
    policies,
    { contextComplete: true },
  );
}

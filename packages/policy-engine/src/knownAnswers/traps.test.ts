import {
  aRole,
  OTHER,
  OWN,
  policy,
  roleArn,
  rootArn,
  Statement,
  statement,
} from '../__fixtures__/documents';
import {
  ApplicablePolicies,
  compilePolicy,
  evaluate,
  InvalidRequestError,
  Principal,
} from '..';

const ISSUER = 'oidc.eks.eu-west-3.amazonaws.com/id/0123';
const PROVIDER = `arn:aws:iam::${OWN}:oidc-provider/${ISSUER}`;

function verdict(
  principal: Principal,
  action: string,
  resource: string,
  policies: ApplicablePolicies,
  resourceAccount = OWN,
) {
  return evaluate({ principal, action, resource, resourceAccount }, policies, {
    contextComplete: false,
  }).verdict;
}

const own = (...statements: Statement[]) => ({
  identity: [policy('identity', ...statements)],
});

/** Each is a way in which one application reaches into another, or a tenant opens its own. */
describe('traps of isolation', () => {
  it.each([
    ['gha1*', 'gha10-primary', 'allow'],
    ['gha1*', 'gha1-dev-primary', 'allow'],
    ['gha1-*', 'gha1-dev-primary', 'allow'],
    ['gha1-*', 'gha10-primary', 'deny'],
    ['gha1-*', 'gha-common-1', 'deny'],
    ['gha-*', 'gha1-primary', 'deny'],
    ['gha1-primary', 'gha1-primary-2', 'deny'],
  ])('prefix overlap: %s and bucket %s: %s', (pattern, bucket, expected) => {
    const policies = own(statement({ Resource: `arn:aws:s3:::${pattern}` }));
    expect(
      verdict(aRole(), 's3:ListBucket', `arn:aws:s3:::${bucket}`, policies),
    ).toBe(expected);
  });

  it('a bucket of another account with a matching name is reachable when its owner lets it', () => {
    const theirs = policy(
      'resource',
      statement({ Principal: { AWS: rootArn() } }),
    );
    const put = (over: Statement) =>
      verdict(
        aRole(),
        's3:PutObject',
        'arn:aws:s3:::gha1-x/stolen',
        { ...own(statement(over)), resource: theirs },
        OTHER,
      );
    expect(put({ Resource: 'arn:aws:s3:::gha1-*' })).toBe('allow');
    expect(
      put({
        Resource: 'arn:aws:s3:::gha1-*',
        Condition: { StringEquals: { 'aws:ResourceAccount': OWN } },
      }),
    ).toBe('deny');
    expect(
      put({
        Resource: 'arn:aws:s3:::gha1-*',
        Condition: { StringEquals: { 's3:ResourceAccount': OWN } },
      }),
    ).toBe('deny');
  });

  const assume = (
    principal: Principal,
    trust: Statement,
    context: Record<string, string> = {},
  ) =>
    evaluate(
      {
        principal,
        action:
          principal.kind === 'web-identity'
            ? 'sts:AssumeRoleWithWebIdentity'
            : 'sts:AssumeRole',
        resource: roleArn('gha1'),
        context,
      },
      { resource: policy('trust', trust) },
      { contextComplete: false },
    ).verdict;
  const token: Principal = { kind: 'web-identity', providerArn: PROVIDER };
  const subject = (namespace: string) => ({
    [`${ISSUER}:sub`]: `system:serviceaccount:${namespace}:spark`,
    [`${ISSUER}:aud`]: 'sts.amazonaws.com',
  });
  const webTrust = (condition?: Statement): Statement => ({
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(condition && { Condition: condition }),
  });

  it('a trust without a subject lets every ServiceAccount of the cluster in', () => {
    const trust = webTrust({
      StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' },
    });
    expect(assume(token, trust, subject('gha2'))).toBe('allow');
  });

  it('a trust with a wildcard for namespaces lets similar names in', () => {
    const trust = webTrust({
      StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha1*:*' },
    });
    expect(assume(token, trust, subject('gha10'))).toBe('allow');
    expect(assume(token, trust, subject('gha2'))).toBe('deny');
  });

  it('a trust that names the node role makes every pod on it the application', () => {
    const trust = {
      Effect: 'Allow',
      Principal: { AWS: roleArn('single1_instance') },
      Action: 'sts:AssumeRole',
    };
    expect(assume(aRole('single1_instance'), trust)).toBe('allow');
    expect(assume(aRole('gha2'), trust)).toBe('deny');
  });

  it.each([
    ['iam:PassRole', roleArn('gha2')],
    ['iam:UpdateAssumeRolePolicy', roleArn('gha2')],
    ['iam:PutRolePolicy', roleArn('gha1')],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::gha1-primary'],
    ['s3:PutBucketAcl', 'arn:aws:s3:::gha1-primary'],
  ])('a wildcard action includes %s', (action, resource) => {
    const service = action.split(':')[0];
    expect(
      verdict(
        aRole(),
        action,
        resource,
        own(statement({ Action: `${service}:*` })),
      ),
    ).toBe('allow');
    expect(
      verdict(
        aRole(),
        action,
        resource,
        own(statement({ Action: ['s3:GetObject', 'iam:Get*'] })),
      ),
    ).toBe('deny');
  });

  it('a bucket policy that denies everyone everything locks its own roles out', () => {
    const resource = policy(
      'resource',
      statement({ Effect: 'Deny', Principal: '*' }),
    );
    expect(
      verdict(aRole(), 's3:GetObject', 'arn:aws:s3:::gha1-primary/x', {
        ...own(statement()),
        resource,
      }),
    ).toBe('deny');
  });

  it('a bucket policy for everyone opens to anonymous callers and to the whole account', () => {
    const resource = policy(
      'resource',
      statement({ Action: 's3:GetObject', Principal: '*' }),
    );
    expect(
      verdict(
        { kind: 'anonymous' },
        's3:GetObject',
        'arn:aws:s3:::gha1-primary/x',
        { resource },
      ),
    ).toBe('allow');
    expect(
      verdict(aRole('gha2'), 's3:GetObject', 'arn:aws:s3:::gha1-primary/x', {
        resource,
      }),
    ).toBe('allow');
    expect(
      verdict(
        { kind: 'anonymous' },
        's3:PutObject',
        'arn:aws:s3:::gha1-primary/x',
        { resource },
      ),
    ).toBe('deny');
  });

  it('an exception by NotAction or NotResource allows everything else', () => {
    const { Action, ...withoutAction } = statement();
    const { Resource, ...withoutResource } = statement();
    expect(Action).toBeDefined();
    expect(Resource).toBeDefined();
    const target = 'arn:aws:s3:::gha2-primary';
    expect(
      verdict(
        aRole(),
        's3:ListBucket',
        target,
        own({ ...withoutAction, NotAction: 'iam:*' }),
      ),
    ).toBe('allow');
    expect(
      verdict(
        aRole(),
        's3:ListBucket',
        target,
        own({ ...withoutResource, NotResource: 'arn:aws:s3:::secret*' }),
      ),
    ).toBe('allow');
  });

  it('a policy without a version does not know variables, so a home directory rule matches no one', () => {
    const document = {
      Statement: statement({
        Resource: 'arn:aws:s3:::home/${aws:PrincipalAccount}/*',
      }),
    };
    const identity = [compilePolicy(document, { kind: 'identity', name: 'p' })];
    expect(
      verdict(aRole(), 's3:GetObject', `arn:aws:s3:::home/${OWN}/x`, {
        identity,
      }),
    ).toBe('deny');
  });

  it('a wildcard under StringEquals is no wildcard, so that a trust which looks wide is shut', () => {
    const trust = webTrust({
      StringEquals: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:*' },
    });
    expect(assume(token, trust, subject('gha1'))).toBe('deny');
  });

  it.each([
    'arn:aws:s3:eu-west-3:111122223333:accesspoint/gha1',
    'arn:aws:s3:eu-west-3:111122223333:accesspoint/gha1/object/x',
    'arn:aws:s3::111122223333:accesspoint/mrap.mrap',
  ])('an access point is not decided about: %s', resource => {
    expect(() =>
      verdict(aRole(), 's3:GetObject', resource, own(statement())),
    ).toThrow(InvalidRequestError);
  });
});

import { AccessDecider } from './AccessDecider';
import { compileAccessModel } from './compileAccessModel';
import {
  OTHER,
  OWN,
  roleArn,
  smallFleet,
  source,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';

const broken = source('broken', { Effect: 'Perhaps' });
const gha1 = { kind: 'role', arn: roleArn('gha1') } as const;
const KEY = 'arn:aws:s3:::gha1-primary/x';

function decider(fleet = smallFleet()) {
  return new AccessDecider(compileAccessModel(fleet.model), fleet.context);
}

describe('AccessDecider', () => {
  it('finds the policies of caller and resource', () => {
    const answer = decider().decide(gha1, 's3:GetObject', KEY);
    expect(answer.verdict).toBe('allow');
    expect(answer.explanation).toBe(answer.decision.explanation);
    expect(
      decider().decide(gha1, 's3:GetObject', 'arn:aws:s3:::gha2-primary/x')
        .verdict,
    ).toBe('deny');
    expect(
      new AccessDecider(compileAccessModel(smallFleet().model)).decide(
        gha1,
        's3:GetObject',
        KEY,
      ),
    ).toMatchObject({
      verdict: 'conditional',
      decision: { missingKeys: ['aws:SecureTransport'] },
    });
  });

  it('takes the owner of a bucket from the model', () => {
    const moved = withBucket(smallFleet(), 'gha1-primary', {
      accountId: OTHER,
    });
    expect(decider(moved).decide(gha1, 's3:GetObject', KEY, OWN).verdict).toBe(
      'deny',
    );
  });

  it.each([
    ['own policy', withRole(smallFleet(), 'gha1', { identity: [broken] })],
    ['boundary', withRole(smallFleet(), 'gha1', { boundary: broken })],
    [
      'bucket policy',
      withBucket(smallFleet(), 'gha1-primary', { policy: broken }),
    ],
    [
      'service control policy',
      {
        ...smallFleet(),
        model: {
          ...smallFleet().model,
          accounts: [{ accountId: OWN, serviceControlPolicies: [[broken]] }],
        },
      },
    ],
  ])('does not answer where the %s is not understood', (_, fleet) => {
    expect(decider(fleet).decide(gha1, 's3:GetObject', KEY)).toMatchObject({
      verdict: 'not-understood',
      explanation: expect.stringContaining('Nobody can say whether'),
    });
  });

  it.each([
    ['its own account', 's3:PutObject', OWN, 'deny'],
    ['another account', 's3:GetObject', OTHER, 'allow'],
    ['another account', 's3:PutObject', OTHER, 'deny'],
  ])(
    'leaves it to the policy that names a role of which nothing is known, in %s: %s',
    (_, action, accountId, verdict) => {
      const unknown = { kind: 'role', arn: roleArn('unknown') } as const;
      const named = withBucket(smallFleet(), 'gha1-primary', {
        accountId,
        policy: source('named', {
          Effect: 'Allow',
          Principal: { AWS: unknown.arn },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha1-primary/*',
        }),
      });
      expect(decider(named).decide(unknown, action, KEY).verdict).toBe(verdict);
    },
  );

  it('answers where an explicit Deny decides whatever is not understood', () => {
    const fleet = withBucket(
      withRole(smallFleet(), 'gha1', { identity: [broken] }),
      'gha1-primary',
      {
        policy: source('closed', {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
          Resource: '*',
        }),
      },
    );
    expect(decider(fleet).decide(gha1, 's3:GetObject', KEY).verdict).toBe(
      'deny',
    );
  });

  it('answers where a limit is not understood that could only take away', () => {
    const fleet = withRole(smallFleet(), 'gha1', { boundary: broken });
    expect(
      decider(fleet).decide(gha1, 's3:GetObject', 'arn:aws:s3:::gha2-primary/x')
        .verdict,
    ).toBe('deny');
  });

  it('leaves it to the trust policy who assumes a role, and to nothing else about it', () => {
    const fleet = withRole(smallFleet(), 'gha2', { trust: broken });
    const ask = (action: string) =>
      decider(fleet).decide(gha1, action, roleArn('gha2')).verdict;
    expect(ask('sts:AssumeRole')).toBe('not-understood');
    expect(ask('iam:PassRole')).toBe('deny');
  });

  const open = source('open', {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `${KEY}*`,
  });

  it.each([
    [{ kind: 'anonymous' } as const, 'deny'],
    [{ kind: 'role', arn: roleArn('x', OTHER) } as const, 'deny'],
    [{ kind: 'role', arn: roleArn('gha2') } as const, 'allow'],
    [
      { kind: 'service', service: 'logging.s3.amazonaws.com' } as const,
      'allow',
    ],
  ])('keeps out of a restricted public bucket %j: %s', (principal, verdict) => {
    const fleet = withBucket(smallFleet(), 'gha1-primary', {
      policy: open,
      publicAccessBlock: {
        blockPublicAcls: false,
        ignorePublicAcls: false,
        blockPublicPolicy: false,
        restrictPublicBuckets: true,
      },
    });
    expect(decider(fleet).decide(principal, 's3:GetObject', KEY).verdict).toBe(
      verdict,
    );
  });
});

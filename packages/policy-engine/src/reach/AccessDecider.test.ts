import type { AccessModelAccount } from '../accessModel';
import type { Principal } from '../request/AccessRequest';
import { AccessDecider } from './AccessDecider';
import { compileAccessModel } from './compileAccessModel';
import { principalKey } from './principalKey';
import {
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';
import { allow, gha1With } from './__fixtures__/tell';

const broken = source('broken', { Effect: 'Perhaps' });
const gha1 = { kind: 'role', arn: roleArn('gha1') } as const;
const KEY = 'arn:aws:s3:::gha1-primary/x';

const withAccount = (
  fleet: SmallFleet,
  over: Partial<AccessModelAccount>,
): SmallFleet => ({
  ...fleet,
  model: { ...fleet.model, accounts: [{ accountId: OWN, ...over }] },
});

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
      withAccount(smallFleet(), { serviceControlPolicies: [[broken]] }),
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
    'leaves it to the policy that names somebody of whom nothing is known, in %s: %s',
    (_, action, accountId, verdict) => {
      const sts = `arn:aws:sts::${OWN}:assumed-role/unknown/x`;
      const role = roleArn('unknown');
      const principals: Principal[] = [
        { kind: 'role', arn: role },
        { kind: 'assumed-role', arn: sts, roleArn: role },
        { kind: 'user', arn: `arn:aws:iam::${OWN}:user/unknown` },
      ];
      for (const unknown of principals) {
        const named = withBucket(smallFleet(), 'gha1-primary', {
          accountId,
          policy: source('named', {
            Effect: 'Allow',
            Principal: { AWS: principalKey(unknown) },
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::gha1-primary/*',
          }),
        });
        const { verdict: told } = decider(named).decide(unknown, action, KEY);
        expect([unknown.kind, told]).toEqual([unknown.kind, verdict]);
      }
    },
  );

  it('lets a session do what its role may, and nothing else', () => {
    const session = {
      kind: 'assumed-role',
      arn: `arn:aws:sts::${OWN}:assumed-role/gha1/spark`,
      roleArn: roleArn('gha1'),
    } as const;
    const ask = (key: string) =>
      decider().decide(session, 's3:GetObject', key).verdict;
    expect(ask(KEY)).toBe('allow');
    expect(ask('arn:aws:s3:::gha2-primary/x')).toBe('deny');
  });

  it('takes a bucket that nobody knows for one of the account that is told, else of the caller', () => {
    const fleet = gha1With(allow({ Resource: 'arn:aws:s3:::gha1-*' }));
    const ask = (account?: string) =>
      decider(fleet).decide(
        gha1,
        's3:GetObject',
        'arn:aws:s3:::gha1-unborn/x',
        account,
      ).verdict;
    expect([ask(), ask(OWN), ask(OTHER)]).toEqual(['allow', 'allow', 'deny']);
  });

  it('takes a role that nobody knows for one that lets nobody in', () => {
    const { verdict } = decider().decide(
      gha1,
      'sts:AssumeRole',
      roleArn('unborn'),
    );
    expect(verdict).toBe('deny');
    expect(decider().find(roleArn('unborn'), OWN).isKnown).toBe(false);
    expect(decider().find(roleArn('gha2'), OWN).isKnown).toBe(true);
  });

  it.each<[string, SmallFleet, string?]>([
    [
      `a policy of ${gha1.arn} is not understood`,
      withRole(smallFleet(), 'gha1', { identity: [broken], boundary: broken }),
    ],
    [
      `the permissions boundary of ${gha1.arn} is not understood`,
      withRole(smallFleet(), 'gha1', { boundary: broken }),
    ],
    [
      'the policy of gha1-primary is not known',
      withBucket(smallFleet(), 'gha1-primary', { policy: broken }),
    ],
    [
      `the policy of ${roleArn('gha2')} is not known`,
      withRole(smallFleet(), 'gha2', { trust: broken }),
      'sts:AssumeRole',
    ],
    [
      `a service control policy of account ${OWN} is not understood`,
      withAccount(smallFleet(), { serviceControlPolicies: [[broken]] }),
    ],
  ])('says that %s', (reason, fleet, action = 's3:GetObject') => {
    const resource = action === 's3:GetObject' ? KEY : roleArn('gha2');
    expect(decider(fleet).decide(gha1, action, resource).explanation).toBe(
      `Nobody can say whether ${action} on ${resource} is allowed: ${reason}.`,
    );
  });

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

  it('says why a stranger is kept out of a public bucket, or that nobody knows', () => {
    const opened = withBucket(smallFleet(), 'gha1-primary', { policy: open });
    const told = (fleet: SmallFleet) =>
      decider(fleet).decide({ kind: 'anonymous' }, 's3:GetObject', KEY)
        .explanation;
    const publicAccessBlock = {
      blockPublicAcls: false,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: true,
    };
    expect(told(withAccount(opened, { publicAccessBlock }))).toBe(
      `s3:GetObject on ${KEY} is denied: the bucket policy is public, and RestrictPublicBuckets keeps everybody out but the account itself.`,
    );
    const part = 'account-public-access-block' as const;
    const gap = {
      part,
      subject: OWN,
      cause: 'throttled',
      message: '',
    } as const;
    expect(told({ ...opened, model: { ...opened.model, gaps: [gap] } })).toBe(
      `Nobody can say whether s3:GetObject on ${KEY} is allowed: the bucket policy is public, and whether public access settings restrict it could not be read.`,
    );
  });
});

import {
  aRole,
  aSession,
  aUser,
  OBJECT,
  OTHER,
  OWN,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  statement,
  userArn,
} from '../__fixtures__/documents';
import { evaluate, Principal } from '..';

describe('AWS: "AWS JSON policy elements: NotPrincipal"', () => {
  const identity = [policy('identity', statement())];
  const exceptFor = (...arns: string[]) =>
    policy('resource', {
      Effect: 'Deny',
      NotPrincipal: { AWS: arns },
      Action: '*',
      Resource: '*',
    });
  const ask = (principal: Principal, arns: string[], boundary = false) =>
    evaluate(
      {
        principal,
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity,
        resource: exceptFor(...arns),
        ...(boundary && { boundary: [policy('boundary', statement())] }),
      },
      { contextComplete: true },
    ).verdict;

  it.each<[what: string, Principal, string[], 'allow' | 'deny']>([
    ['a user with its account', aUser(), [userArn('ann'), rootArn()], 'allow'],
    ['a user without its account', aUser(), [userArn('ann')], 'deny'],
    ['the account without the user', aUser(), [rootArn()], 'deny'],
    ['a role with its account', aRole(), [roleArn('gha1'), OWN], 'allow'],
    ['another role', aRole(), [roleArn('gha2'), OWN], 'deny'],
    [
      'a session with its role and its account',
      aSession(),
      [sessionArn('gha1', 'spark'), roleArn('gha1'), OWN],
      'allow',
    ],
    [
      'no other session of the role',
      aSession('gha1', 'other'),
      [sessionArn('gha1', 'spark'), roleArn('gha1'), OWN],
      'deny',
    ],
    [
      'no session by its role and account',
      aSession(),
      [roleArn('gha1'), OWN],
      'deny',
    ],
    [
      'no session without its role',
      aSession(),
      [sessionArn('gha1', 'spark'), OWN],
      'deny',
    ],
    [
      'no role by one of its sessions',
      aRole(),
      [sessionArn('gha1', 'spark'), OWN],
      'deny',
    ],
    [
      'another account',
      aRole(),
      [roleArn('gha1', OTHER), rootArn(OTHER)],
      'deny',
    ],
    [
      'the root user by its account',
      { kind: 'root', accountId: OWN },
      [rootArn()],
      'allow',
    ],
    ['everyone', aRole(), ['*'], 'allow'],
    ['everyone beside another', aRole(), [OTHER, '*'], 'allow'],
  ])('excepts %s', (_, principal, arns, verdict) => {
    expect(ask(principal, arns)).toBe(verdict);
  });

  it('denies every principal that has a permissions boundary', () => {
    expect(ask(aRole(), [roleArn('gha1'), OWN], true)).toBe('deny');
  });

  it.each([
    ['logging.s3.amazonaws.com', 'allow'],
    ['cloudtrail.amazonaws.com', 'deny'],
  ])('when it names a service, %s: %s', (service, verdict) => {
    const resource = policy('resource', statement({ Principal: '*' }), {
      Effect: 'Deny',
      NotPrincipal: { Service: 'logging.s3.amazonaws.com', AWS: OWN },
      Action: '*',
      Resource: '*',
    });
    const request = {
      principal: { kind: 'service', service },
      action: 's3:PutObject',
      resource: OBJECT,
      resourceAccount: OWN,
    } as const;
    expect(
      evaluate(request, { resource }, { contextComplete: true }).verdict,
    ).toBe(verdict);
  });

  it('denies anonymous callers', () => {
    const resource = policy('resource', statement({ Principal: '*' }), {
      Effect: 'Deny',
      NotPrincipal: { AWS: OWN },
      Action: '*',
      Resource: '*',
    });
    const request = {
      principal: { kind: 'anonymous' },
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount: OWN,
    } as const;
    expect(
      evaluate(request, { resource }, { contextComplete: true }).reason,
    ).toBe('explicit-deny');
  });
});

describe('AWS: "AWS JSON policy elements: Principal", a deleted principal', () => {
  it('matches no one any more', () => {
    const resource = policy(
      'resource',
      statement({
        Principal: { AWS: ['AROAEXAMPLEID12345678', 'AIDAEXAMPLEID12345678'] },
      }),
    );
    const request = {
      principal: aRole(),
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount: OWN,
    };
    expect(
      evaluate(request, { resource }, { contextComplete: true }).verdict,
    ).toBe('deny');
  });
});

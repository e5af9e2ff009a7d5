import type { Principal } from '../request/AccessRequest';
import { compileAccessModel } from './compileAccessModel';
import { computeReach } from './computeReach';
import { principalKey } from './principalKey';
import {
  ISSUER,
  OTHER,
  OWN,
  ownTrust,
  roleArn,
  smallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';

const ACTIONS = ['s3:GetObject', 's3:ListBucket', 'sts:AssumeRole'];

function reach(
  fleet = smallFleet(['gha1']),
  principals?: readonly Principal[],
  actions: readonly string[] = ACTIONS,
) {
  return [
    ...computeReach(compileAccessModel(fleet.model), {
      actions,
      context: fleet.context,
      ...(principals && { principals }),
    }),
  ];
}

const gha1: Principal = { kind: 'role', arn: roleArn('gha1') };

describe('computeReach', () => {
  it('tells the ranges of a role, each with a witness and its statement', () => {
    expect(reach(undefined, [gha1])).toMatchObject([
      {
        principal: gha1,
        audience: 'this-principal',
        action: 's3:ListBucket',
        resources: 'arn:aws:s3:::gha1-primary',
        resourceAccounts: [OWN],
        verdict: 'allow',
        witness: 'arn:aws:s3:::gha1-primary',
        witnessAccount: OWN,
        decidedBy: [{ policy: 'gha1', sid: 'Buckets' }],
      },
      { action: 's3:ListBucket', resources: 'arn:aws:s3:::gha1-spark' },
      {
        action: 's3:GetObject',
        resources: 'arn:aws:s3:::gha1-primary/*',
        witness: 'arn:aws:s3:::gha1-primary/other',
        explanation: `${roleArn(
          'gha1',
        )} may do s3:GetObject on arn:aws:s3:::gha1-primary/other: statement 1 (Objects) of identity policy gha1 allows it.`,
      },
      { action: 's3:GetObject', resources: 'arn:aws:s3:::gha1-spark/*' },
    ]);
  });

  it('lets the root user of an account reach all of it', () => {
    const root: Principal = { kind: 'root', accountId: OWN };
    const regions = reach(undefined, [root], ['s3:GetObject']);
    expect(regions).toMatchObject([
      { resources: 'arn:aws:s3:::*/*', resourceAccounts: [OWN] },
      { resources: 'arn:aws:s3:::*/*', resourceAccounts: 'any' },
    ]);
  });

  it('takes all that bears the name of another service for its resources', () => {
    const fleet = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [
        source('gha1', { Effect: 'Allow', Action: 'kms:*', Resource: '*' }),
      ],
    });
    expect(reach(fleet, [gha1], ['kms:Decrypt'])).toMatchObject([
      {
        action: 'kms:Decrypt',
        resources: 'arn:aws:kms:*:*:*',
        resourceAccounts: [OWN],
        verdict: 'allow',
      },
    ]);
  });

  it('tells own and other accounts apart', () => {
    const fleet = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [
        source(
          'gha1',
          { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
          {
            Effect: 'Deny',
            Action: 's3:*',
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:ResourceAccount': OTHER } },
          },
        ),
      ],
    });
    expect(reach(fleet, [gha1])).toMatchObject([
      { resourceAccounts: [OTHER], witnessAccount: OTHER, verdict: 'allow' },
    ]);
  });

  it('tells whose token a role takes, with a subject that shows it', () => {
    const regions = reach(undefined, undefined, [
      'sts:AssumeRoleWithWebIdentity',
    ]).filter(({ principal }) => principal.kind === 'web-identity');
    expect(regions).toMatchObject([
      {
        resources: roleArn('gha1'),
        verdict: 'allow',
        witnessContext: {
          [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:gha1',
          [`${ISSUER}:aud`]: 'sts.amazonaws.com',
        },
      },
    ]);
  });

  it('is conditional on an audience where the provider is not known', () => {
    const fleet = smallFleet(['gha1']);
    const unknown = { ...fleet, model: { ...fleet.model, oidcProviders: [] } };
    expect(
      reach(unknown, undefined, ['sts:AssumeRoleWithWebIdentity']),
    ).toMatchObject([
      { verdict: 'conditional', missingKeys: [`${ISSUER}:aud`] },
    ]);
  });

  it('names all whom a policy lets in', () => {
    const strangers = [
      { Service: 'ec2.amazonaws.com' },
      { AWS: `arn:aws:iam::${OTHER}:role/x` },
      { AWS: '999988887777' },
      { AWS: `arn:aws:sts::${OWN}:assumed-role/gha2/spark` },
    ].map(Principal => ({
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRole',
    }));
    const fleet = withRole(smallFleet(['gha1', 'gha2']), 'gha1', {
      identity: [],
      trust: source('trust', ownTrust('gha1'), ...strangers),
    });
    const told = reach(fleet, undefined, ['sts:AssumeRole']).filter(
      ({ principal, resources }) =>
        principal.kind !== 'root' && resources === roleArn('gha1'),
    );
    expect(
      told.map(({ principal, audience, verdict }) =>
        [principalKey(principal), audience, verdict].join(' '),
      ),
    ).toEqual([
      'service ec2.amazonaws.com this-principal allow',
      `arn:aws:iam::${OTHER}:role/x this-principal allow`,
      'arn:aws:iam::999988887777:role/x such-principals allow',
      `${roleArn('gha2')} this-principal conditional`,
      `arn:aws:sts::${OWN}:assumed-role/gha2/spark this-principal allow`,
    ]);
  });

  it('says that a range is not understood whose patterns are too intricate', () => {
    const intricate = `arn:aws:s3:::*a${'?'.repeat(24)}`;
    const fleet = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [
        source(
          'gha1',
          { Effect: 'Allow', Action: 's3:ListBucket', Resource: intricate },
          { Effect: 'Deny', Action: 's3:ListBucket', Resource: '*' },
        ),
      ],
    });
    const verdicts = reach(fleet, [gha1]).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['not-understood']));
  });
});

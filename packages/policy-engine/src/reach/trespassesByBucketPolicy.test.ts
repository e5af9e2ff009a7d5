import { principalKey } from './principalKey';
import {
  Json,
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
} from './__fixtures__/smallFleet';
import { gha2Opened, told, trespassesOf } from './__fixtures__/tell';

describe('findTrespasses by bucket policies', () => {
  const opening = (over: Json): Json => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::gha2-primary/*',
    ...over,
  });

  it.each<[string, Json, string[]]>([
    ['everybody', {}, ['public anonymous every-principal']],
    [
      'a role of another',
      { Principal: { AWS: roleArn('gha1') } },
      [`bucket ${roleArn('gha1')} this-principal`],
    ],
    [
      'another account',
      { Principal: { AWS: OTHER } },
      [`bucket root ${OTHER} this-principal`],
    ],
    [
      'a role of another account',
      { Principal: { AWS: roleArn('x', OTHER) } },
      [`bucket ${roleArn('x', OTHER)} this-principal`],
    ],
    [
      'everybody of the account',
      { Condition: { StringEquals: { 'aws:PrincipalAccount': OWN } } },
      [`bucket ${roleArn('gha1')} every-principal`],
    ],
    [
      'roles of a likeness',
      {
        Condition: {
          ArnLike: { 'aws:PrincipalArn': roleArn('gha1*') },
        },
      },
      [
        `bucket ${roleArn('gha1')} this-principal`,
        `bucket ${roleArn('gha10')} this-principal`,
        `bucket ${roleArn('gha1x')} such-principals`,
      ],
    ],
    ['its own role', { Principal: { AWS: roleArn('gha2') } }, []],
    ['its own account, which must let use it', { Principal: { AWS: OWN } }, []],
  ])('tells that a bucket is open to %s', (_, over, expected) => {
    const lines = trespassesOf(gha2Opened(opening(over))).map(
      ({ kind, region: { principal, audience } }) =>
        `${kind} ${principalKey(principal)} ${audience}`,
    );
    expect(lines).toEqual(expected);
  });

  const restricting = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  };

  it.each([
    ['of the bucket', { publicAccessBlock: restricting }, undefined],
    ['of the account', {}, restricting],
  ])('counts RestrictPublicBuckets %s', (_, over, accountBlock) => {
    const opened = gha2Opened(opening({}));
    const fleet = withBucket(opened, 'gha2-primary', over);
    const restricted: SmallFleet = {
      ...fleet,
      model: {
        ...fleet.model,
        accounts: [
          {
            accountId: OWN,
            ...(accountBlock && { publicAccessBlock: accountBlock }),
          },
        ],
      },
    };
    // The account's own principals are still let in.
    expect(told(restricted)).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha2-primary/* of gha2: allow',
    ]);
    expect(
      trespassesOf(restricted).map(({ region }) => region.principal.kind),
    ).toEqual(['role']);
  });

  it('does not guess public access settings that could not be read', () => {
    const fleet = gha2Opened(opening({}));
    const unread: SmallFleet = {
      ...fleet,
      model: {
        ...fleet.model,
        gaps: [
          {
            part: 'bucket-public-access-block',
            subject: 'gha2-primary',
            cause: 'access-denied',
            message: 'GetPublicAccessBlock: AccessDenied',
          },
        ],
      },
    };
    expect(
      trespassesOf(unread).map(({ region }) => [
        region.principal.kind,
        region.verdict,
      ]),
    ).toEqual([
      ['anonymous', 'not-understood'],
      ['role', 'allow'],
    ]);
  });

  it('leaves out what an explicit Deny covers', () => {
    const fleet = withBucket(smallFleet(), 'gha2-primary', {
      policy: source(
        'gha2-primary',
        opening({}),
        opening({
          Effect: 'Deny',
          Resource: 'arn:aws:s3:::gha2-primary/secret/*',
        }),
      ),
    });
    const [trespass] = trespassesOf(fleet);
    expect(trespass?.region.verdict).toBe('allow');
    expect(trespass?.region.witness).not.toContain('/secret/');
    expect(
      told(
        withBucket(smallFleet(), 'gha2-primary', {
          policy: source(
            'gha2-primary',
            opening({ Resource: 'arn:aws:s3:::gha2-primary/a*' }),
            opening({ Effect: 'Deny' }),
          ),
        }),
      ),
    ).toEqual([]);
  });
});

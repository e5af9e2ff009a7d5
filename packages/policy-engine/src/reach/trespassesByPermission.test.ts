import {
  ISSUER,
  Json,
  OTHER,
  OWN,
  PROVIDER,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';
import { allow, gha1With, HELD, told, trusting } from './__fixtures__/tell';
import type { BucketPermission, RolePermission, Territory } from './Territory';

const gha1 = { kind: 'role', arn: roleArn('gha1') } as const;

const permitting = (
  fleet: SmallFleet,
  ...permissions: SmallFleet['permissions']
): SmallFleet => ({ ...fleet, permissions });

const reading = (
  bucket: string,
  over: Partial<BucketPermission> = {},
): BucketPermission => ({
  principal: gha1,
  actions: ['s3:GetObject'],
  bucket,
  accountId: OWN,
  ...over,
});

describe('findTrespasses of what a permission permits on buckets', () => {
  const ranged = (Resource: string, over: Json = {}) =>
    gha1With(allow({ Resource, ...over }));

  it('proves that the bucket alone is reached, with the actions alone', () => {
    const permission = reading('gha2-primary');
    const within = ranged('arn:aws:s3:::gha2-primary/*');
    expect(told(within)).toHaveLength(1);
    expect(told(permitting(within, permission))).toEqual([]);
    const writing = ranged('arn:aws:s3:::gha2-primary/*', {
      Action: ['s3:GetObject', 's3:PutObject'],
    });
    expect(told(permitting(writing, permission))).toEqual([
      'bucket s3:PutObject arn:aws:s3:::gha2-primary/* of gha2: allow',
    ]);
    const beside = ranged('arn:aws:s3:::gha2-spark/*');
    expect(told(permitting(beside, permission))).toHaveLength(1);
  });

  it('still finds the other buckets of a range of which one is permitted', () => {
    expect(
      told(permitting(ranged('arn:aws:s3:::gha2-*'), reading('gha2-primary'))),
    ).toEqual(['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow']);
  });

  it('finds the buckets that bear names of its own in another account, of which one is permitted', () => {
    const elsewhere = ranged('arn:aws:s3:::gha1-*', {
      Condition: { StringEquals: { 'aws:ResourceAccount': OTHER } },
    });
    expect(
      told(permitting(elsewhere, reading('gha1-shared', { accountId: OTHER }))),
    ).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow',
    ]);
  });

  it('knows by the permission whose a bucket is that the model does not know', () => {
    const { Condition, ...anywhere } = allow({
      Resource: 'arn:aws:s3:::shared/*',
    });
    expect(Condition).toBe(HELD);
    const fleet = gha1With(anywhere);
    expect(told(fleet)).toHaveLength(2);
    for (const accountId of [OWN, OTHER]) {
      expect(told(permitting(fleet, reading('shared', { accountId })))).toEqual(
        [],
      );
    }
    const ofAnother = reading('shared', {
      principal: { kind: 'role', arn: roleArn('gha2') },
    });
    expect(told(permitting(fleet, ofAnother))).toEqual([
      'bucket s3:GetObject arn:aws:s3:::shared/* of nobody: allow',
    ]);
  });

  it('takes a bucket for its own only where every account is its own that a condition names', () => {
    const unborn = ranged('arn:aws:s3:::gha1-unborn/*', {
      Condition: { StringEquals: { 'aws:ResourceAccount': [OWN, OTHER] } },
    });
    expect(told(unborn)).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-unborn/* of nobody: allow',
    ]);
  });

  it('gives names to nobody that two territories claim alike', () => {
    const fleet = ranged('arn:aws:s3:::gha1-*');
    const [first, ...others] = fleet.territories;
    const again = { ...first, id: 'again', principals: [] } as Territory;
    expect(told(fleet)).toEqual([]);
    expect(
      told({
        ...fleet,
        territories: [...others, ...(first ? [first] : []), again],
      }),
    ).not.toEqual([]);
  });
});

describe('findTrespasses of what is permitted on roles', () => {
  const assuming = (...names: string[]) =>
    withRole(
      trusting({
        Effect: 'Allow',
        Principal: { AWS: OWN },
        Action: 'sts:AssumeRole',
      }),
      'gha1',
      {
        identity: [
          source('gha1', {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: names.map(name => roleArn(name)),
          }),
        ],
      },
    );
  const onRole = (
    name: string,
    except?: readonly string[],
  ): RolePermission => ({
    principal: gha1,
    actions: ['sts:AssumeRole'],
    roleArn: roleArn(name),
    ...(except && { except }),
  });

  it('lets a role take itself, and no other', () => {
    const trust = (name: string) =>
      withRole(smallFleet(), name, {
        trust: source('trust', {
          Effect: 'Allow',
          Principal: { AWS: roleArn('gha1') },
          Action: 'sts:AssumeRole',
        }),
      });
    expect(told(trust('gha1'))).toEqual([]);
    expect(told(trust('gha2'))).toEqual([
      `role sts:AssumeRole ${roleArn('gha2')} of gha2: allow`,
    ]);
  });

  it('still finds what a pattern does not permit', () => {
    expect(told(permitting(assuming('gha2'), onRole('gha*')))).toEqual([]);
    expect(told(permitting(assuming('gha2'), onRole('gha1*')))).toHaveLength(1);
    expect(told(permitting(assuming('gha*'), onRole('gha*')))).toEqual([]);
    expect(told(permitting(assuming('gha*'), onRole('gha2')))).toEqual([
      `role sts:AssumeRole ${roleArn('gha*')} of nobody: allow`,
    ]);
    expect(
      told(permitting(assuming('gha*'), onRole('gha*', [roleArn('gha2')]))),
    ).toEqual([`role sts:AssumeRole ${roleArn('gha*')} of gha2: allow`]);
  });

  it('lets nobody take a role with a token of another cluster that bears the same names', () => {
    const elsewhere = `${ISSUER}0`;
    const fleet = trusting({
      Effect: 'Allow',
      Principal: { Federated: `${PROVIDER}0` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          [`${elsewhere}:aud`]: 'sts.amazonaws.com',
          [`${elsewhere}:sub`]: 'system:serviceaccount:gha2:gha2',
        },
      },
    });
    const known: SmallFleet = {
      ...fleet,
      model: {
        ...fleet.model,
        oidcProviders: [
          ...fleet.model.oidcProviders,
          {
            arn: `${PROVIDER}0`,
            url: `https://${elsewhere}`,
            audiences: ['sts.amazonaws.com'],
          },
        ],
      },
    };
    expect(told(known)).toEqual([
      `role sts:AssumeRoleWithWebIdentity ${roleArn('gha2')} of gha2: allow`,
    ]);
  });

  it('lets no token take a role of a territory that has no workloads', () => {
    const fleet = smallFleet(['gha1']);
    const territories = fleet.territories.map(
      ({ webIdentities, ...rest }) => rest,
    );
    expect(told(fleet)).toEqual([]);
    expect(told({ ...fleet, territories })).toEqual([
      `role sts:AssumeRoleWithWebIdentity ${roleArn('gha1')} of gha1: allow`,
    ]);
  });
});

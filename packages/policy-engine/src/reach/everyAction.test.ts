import { WATCHED_ACTIONS } from '..';
import { allow, gha1With, gha2Opened, told } from './__fixtures__/tell';
import {
  OWN,
  roleArn,
  smallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';
import { HARMLESS_ACTIONS } from './actions/harmlessActions';

const anywhere = (Action: string | readonly string[], Resource: string) => {
  const { Condition: _, ...statement } = allow({ Action, Resource });
  return statement;
};

const toldOf = (action: string, resource: string) =>
  told(gha1With(anywhere(action, resource)));

const GHA2 = 'arn:aws:s3:::gha2-*';

/** AWS: "Actions, resources, and condition keys for Amazon S3". */
describe('every action of S3 on what is of another', () => {
  it.each([
    'ReplicateObject',
    'ReplicateDelete',
    'ObjectOwnerOverrideToBucketOwner',
    'PutObjectTagging',
    'PutLifecycleConfiguration',
    'DeleteBucket',
    'BypassGovernanceRetention',
    'PutBucketVersioning',
    'GetObjectVersionForReplication',
    'GetObjectTorrent',
    'GetObjectAttributes',
    'GetObjectTagging',
    'GetObjectAcl',
    'GetBucketPolicy',
    'GetBucketNotification',
    'PutBucketWebsite',
    'CreateBucket',
    'putobjecttagging',
  ])('is told: %s', name => {
    expect(toldOf(`s3:${name}`, GHA2)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^bucket s3:${name} \\S+ of gha2: allow$`, 'i'),
      ),
    );
  });

  it.each([
    'PutInventoryConfiguration',
    'PutBucketLogging',
    'PutBucketNotification',
    'InitiateReplication',
    'PutBucketAbac',
  ])('is told as widening where it lets data out: %s', name => {
    expect(toldOf(`s3:${name}`, GHA2)).toContain(
      `widening s3:${name} ${GHA2} of gha2: allow`,
    );
  });

  it('is told of a bucket policy', () => {
    const found = told(
      gha2Opened({
        Effect: 'Allow',
        Principal: { AWS: roleArn('gha1') },
        Action: ['s3:ReplicateObject', 's3:ReplicateFuture'],
        Resource: 'arn:aws:s3:::gha2-primary/*',
      }),
    );
    expect(found).toEqual([
      'bucket s3:ReplicateObject arn:aws:s3:::gha2-primary/* of gha2: allow',
      'widening s3:ReplicateFuture arn:aws:s3:::gha2-primary/* of gha2: allow',
    ]);
  });
});

describe('actions on what is in a bucket', () => {
  it('are told first', () => {
    const [first] = told(gha1With(anywhere('s3:*', GHA2)));
    expect(first).toBe(`bucket s3:ListBucket ${GHA2} of gha2: allow`);
  });

  it('are told but for those that are denied', () => {
    const found = told(
      gha1With(anywhere('s3:PutBucket*', GHA2), {
        Effect: 'Deny',
        Action: 's3:PutBucketCORS',
        Resource: '*',
      }),
    );
    const of = (name: string) => `bucket s3:${name} ${GHA2} of gha2: allow`;
    expect(found).toContain(of('PutBucketTagging'));
    expect(found).not.toContain(of('PutBucketCORS'));
  });
});

describe('every action on a whole account', () => {
  it.each([
    's3:CreateJob',
    's3:GetDataAccess',
    's3:CreateAccessGrant',
    's3:PutAccessPointPolicy',
    's3:PutStorageLensConfiguration',
    'sts:AssumeRoot',
    'sts:GetDelegatedAccessToken',
    'iam:UpdateAccessKey',
    'iam:CreateServiceSpecificCredential',
    'iam:DeletePolicyVersion',
    'iam:TagRole',
    'iam:DeleteRole',
    'iam:AddRoleToInstanceProfile',
    'iam:DeactivateMFADevice',
    'iam:SetSecurityTokenServicePreferences',
    'iam:AcceptDelegationRequest',
  ])('is told as widening: %s', action => {
    expect(toldOf(action, '*')).toEqual([
      expect.stringMatching(
        new RegExp(`^widening ${action} \\S+ of .*: allow$`),
      ),
    ]);
  });

  it.each([
    ['s3:PutAccessPointPolicy', `arn:aws:s3:eu-west-3:${OWN}:accesspoint/gha2`],
    ['s3:PutAccessPointPolicy', 'arn:aws:s3:*:*:accesspoint/*'],
    ['s3:CreateAccessGrant', `arn:aws:s3:*:${OWN}:access-grants/default`],
    ['s3:PutMultiRegionAccessPointPolicy', `arn:aws:s3::${OWN}:accesspoint/*`],
    ['sts:AssumeRoot', 'arn:aws:iam::999999999999:root'],
    ['iam:AddRoleToInstanceProfile', `arn:aws:iam::${OWN}:instance-profile/*`],
  ])('is told where the resource is named: %s on %s', (action, resource) => {
    expect(toldOf(action, resource)).toEqual([
      `widening ${action} ${resource} of nobody: allow`,
    ]);
  });

  it.each([
    ['s3:PutAccessPointPolicy', 'arn:aws:s3:::gha2-*'],
    ['s3:CreateJob', 'arn:aws:s3:::gha2-*'],
    ['iam:DeleteRole', `arn:aws:iam::${OWN}:user/x`],
  ])('is none of other kinds of resources: %s on %s', (action, resource) => {
    expect(toldOf(action, resource)).toEqual([]);
  });
});

describe('an action that no documentation knows', () => {
  it.each([
    ['s3:PutBucketFuture', GHA2, 'widening s3:PutBucketFuture'],
    ['S3:putbucketfuture', GHA2, 'widening s3:putbucketfuture'],
    ['s3:Zap*', GHA2, 'widening s3:Zap\\*'],
    ['s3:*Zap?', GHA2, 'widening s3:\\*Zap\\?'],
    ['s3:*', GHA2, 'widening any other action of s3'],
    ['iam:*', '*', 'widening any other action of iam'],
    ['iam:Zap*', roleArn('gha2'), 'widening iam:Zap\\*'],
    ['sts:*', roleArn('gha2'), 'widening any other action of sts'],
    ['*', '*', 'widening any other action of iam'],
  ])('is told as it is written: %s on %s', (action, resource, expected) => {
    expect(toldOf(action, resource)).toContainEqual(
      expect.stringMatching(new RegExp(`^${expected} \\S+ of .*: allow$`)),
    );
  });

  it.each([
    [{ Action: 's3:*' }],
    [{ NotAction: ['iam:*', 'sts:*'] }],
    [{ NotAction: [...WATCHED_ACTIONS] }],
  ])('is seen behind denials of all that are known: %.30j', element => {
    const { Action: _, ...rest } = allow({ Resource: GHA2 });
    const found = told(
      gha1With(
        { ...rest, ...element },
        {
          Effect: 'Deny',
          Action: [...WATCHED_ACTIONS],
          Resource: ['arn:aws:s3:::gha2-*'],
        },
      ),
    );
    expect(found).toEqual([
      `widening any other action of s3 ${GHA2} of gha2: allow`,
    ]);
  });

  it.each([
    ['a role', gha1With(anywhere('s3:Zap*', GHA2))],
    [
      'a user',
      {
        ...smallFleet(),
        model: {
          ...smallFleet().model,
          users: [
            {
              arn: `arn:aws:iam::${OWN}:user/ann`,
              accountId: OWN,
              identity: [source('ann', anywhere('s3:Zap*', GHA2))],
            },
          ],
        },
      },
    ],
  ])('is told of %s', (_, fleet) => {
    expect(told(fleet)).toContain(`widening s3:Zap* ${GHA2} of gha2: allow`);
  });

  it('is told by the name that the trust policy of the role gives it', () => {
    const fleet = withRole(
      gha1With(anywhere('sts:*', roleArn('gha2'))),
      'gha2',
      {
        trust: source('trust', {
          Effect: 'Allow',
          Principal: { AWS: roleArn('gha1') },
          Action: 'sts:ZapRole',
        }),
      },
    );
    expect(told(fleet)).toContain(
      `widening sts:ZapRole ${roleArn('gha2')} of gha2: allow`,
    );
  });

  it('is told beside a denial of one whose name it begins with', () => {
    const deny = { Effect: 'Deny', Action: 's3:Zap', Resource: '*' };
    expect(told(gha1With(anywhere('s3:Zap*', GHA2), deny))).toContain(
      `widening s3:Zap* ${GHA2} of gha2: allow`,
    );
  });

  it('is not told by a name that only denials give it', () => {
    const deny = {
      Effect: 'Deny',
      Action: 's3:Zap*',
      Resource: 'arn:aws:s3:::gha3-*',
    };
    const found = told(gha1With(anywhere('s3:*', GHA2), deny));
    expect(found).toContain(
      `widening any other action of s3 ${GHA2} of gha2: allow`,
    );
    expect(found.filter(line => line.includes('Zap'))).toEqual([]);
  });

  it('is not told once it is denied as a whole', () => {
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
    expect(told(gha1With(anywhere('s3:*', GHA2), deny))).toEqual([]);
  });
});

describe('an action that reaches nothing of another', () => {
  it('is not told, whatever it is asked for on', () => {
    const actions = HARMLESS_ACTIONS.flatMap(one => one.actions);
    expect(actions.length).toBeGreaterThan(100);
    expect(told(gha1With(anywhere(actions, '*')))).toEqual([]);
  });

  it.each([
    's3:GetBucketLocation',
    's3:GetAccessPoint',
    's3:GetJobTagging',
    's3:ListAllMyBuckets',
    'iam:GetRolePolicy',
    'iam:ListRoles',
    'iam:CreateServiceLinkedRole',
    'sts:GetCallerIdentity',
    'sts:TagSession',
  ])('is not told: %s', action => {
    expect(toldOf(action, '*')).toEqual([]);
  });

  it('is none of those that are asked about, and gives its reason', () => {
    const watched = new Set(WATCHED_ACTIONS);
    for (const { reason, actions } of HARMLESS_ACTIONS) {
      expect(reason).toMatch(/^(It|They) /);
      expect(actions.filter(action => watched.has(action))).toEqual([]);
    }
  });

  it('may be any on buckets of its own that does not widen access', () => {
    const own = {
      ...allow({
        Action: ['s3:PutLifecycleConfiguration', 's3:PutBucketTagging'],
        Resource: 'arn:aws:s3:::gha1-*',
      }),
    };
    expect(told(gha1With(own))).toEqual([]);
  });
});

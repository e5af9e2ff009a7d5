import {
  ISSUER,
  Json,
  OTHER,
  OWN,
  ownStatements,
  PROVIDER,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  tlsOnly,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';
import { compileAccessModel } from './compileAccessModel';
import { findTrespasses } from './findTrespasses';

const HELD = { StringEquals: { 'aws:ResourceAccount': OWN } };

function trespassesOf({
  model,
  territories,
  permissions,
  context,
}: SmallFleet) {
  return findTrespasses(compileAccessModel(model), {
    territories,
    permissions,
    context,
  }).trespasses;
}

/** Each trespass in short: kind, action, range, territory of the witness, verdict. */
function told(fleet: SmallFleet): string[] {
  const lines = trespassesOf(fleet).map(
    ({ kind, region, territory }) =>
      `${kind} ${region.action} ${region.resources} of ${
        territory ?? 'nobody'
      }: ${region.verdict}`,
  );
  return [...new Set(lines)];
}

const allow = (over: Json): Json => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  Condition: HELD,
  ...over,
});

const gha1With = (...statements: readonly Json[]) =>
  withRole(smallFleet(), 'gha1', {
    identity: [source('gha1', ...ownStatements('gha1-primary'), ...statements)],
  });

const gha2Opened = (statement: Json) =>
  withBucket(smallFleet(), 'gha2-primary', {
    policy: source('gha2-primary', tlsOnly('gha2-primary'), statement),
  });

const trusting = (statement: Json) =>
  withRole(smallFleet(), 'gha2', { trust: source('trust', statement) });

describe('findTrespasses', () => {
  it('proves that a fleet keeps to itself', () => {
    const { model, territories, permissions, context } = smallFleet();
    const report = findTrespasses(compileAccessModel(model), {
      territories,
      permissions,
      context,
    });
    expect(report.trespasses).toEqual([]);
    expect(report.proved).toEqual({ principals: 3, regions: 15 });
  });

  it.each([
    ['a bucket of another', 'arn:aws:s3:::gha2-primary/*', 'gha2'],
    ['a prefix that others share', 'arn:aws:s3:::gha1*/*', 'gha10'],
    ['every bucket', 'arn:aws:s3:::*', 'gha10'],
    ['a partition left open', 'arn:*:s3:::gha2-primary/*', 'gha2'],
    ['a name in the middle', 'arn:aws:s3:::*-primary/*', 'gha10'],
  ])('tells that objects are reached by %s', (_, resource, territory) => {
    expect(told(gha1With(allow({ Resource: resource })))).toEqual([
      `bucket s3:GetObject ${resource} of ${territory}: allow`,
    ]);
  });

  it('finds the bucket that does not exist yet', () => {
    const [trespass] = trespassesOf(
      gha1With(allow({ Resource: 'arn:aws:s3:::gha2-new*' })),
    );
    expect(trespass?.territory).toBe('gha2');
    expect(trespass?.region.witness).toBe('arn:aws:s3:::gha2-newother/key');
  });

  it('finds the object that exists by no name', () => {
    const key = 'arn:aws:s3:::gha2-primary/data/part-0';
    expect(trespassesOf(gha1With(allow({ Resource: key })))).toMatchObject([
      { kind: 'bucket', region: { resources: key, witness: key } },
    ]);
  });

  it('takes nobody to own what begins with the name of another', () => {
    const fleet = withRole(smallFleet(['gha1', 'gha1-dev']), 'gha1', {
      identity: [source('gha1', allow({ Resource: 'arn:aws:s3:::gha1-*' }))],
    });
    expect(told(fleet)).toEqual([
      'bucket s3:GetObject arn:aws:s3:::gha1-* of gha1-dev: allow',
    ]);
  });

  it('finds buckets of other accounts where no condition holds to the own one', () => {
    const { Condition, ...anywhere } = allow({
      Resource: 'arn:aws:s3:::gha1-*',
    });
    expect(Condition).toBe(HELD);
    expect(trespassesOf(gha1With(anywhere))).toMatchObject([
      { kind: 'foreign-account', region: { resourceAccounts: 'any' } },
    ]);
    expect(
      told(gha1With({ ...anywhere, Resource: 'arn:aws:s3:::gha1-primary/*' })),
    ).toEqual([]);
    expect(
      told(
        gha1With({
          ...anywhere,
          Condition: { StringLike: { 's3:ResourceAccount': '4444*' } },
        }),
      ),
    ).toEqual([
      'foreign-account s3:GetObject arn:aws:s3:::gha1-* of nobody: allow',
    ]);
  });

  it.each([
    ['Deny on all the rest', { NotResource: 'arn:aws:s3:::gha1-*' }, []],
    ['Deny on the other', { Resource: 'arn:aws:s3:::gha2-*' }, []],
    [
      'Deny on a part',
      { Resource: 'arn:aws:s3:::gha2-primary*' },
      ['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow'],
    ],
    [
      'Deny that hangs on something',
      {
        Resource: 'arn:aws:s3:::gha2-*',
        Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
      },
      ['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: conditional'],
    ],
    [
      'Deny of other actions',
      { Resource: '*', NotAction: 's3:Get*', Action: undefined },
      ['bucket s3:GetObject arn:aws:s3:::gha2-* of gha2: allow'],
    ],
  ])('counts a %s', (_, over, expected) => {
    const statement = allow({ Resource: 'arn:aws:s3:::gha2-*' });
    const deny = Object.fromEntries(
      Object.entries({ Effect: 'Deny', Action: '*', ...over }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    expect(told(gha1With(statement, deny))).toEqual(expected);
  });

  it('counts permissions boundary and service control policies', () => {
    const wide = gha1With(allow({ Resource: 'arn:aws:s3:::*' }));
    const bounded = (resource: string) =>
      withRole(wide, 'gha1', {
        boundary: source(
          'boundary',
          allow({ Resource: resource, Action: 's3:*' }),
        ),
      });
    expect(told(bounded('arn:aws:s3:::gha1-*'))).toEqual([]);
    expect(told(bounded('arn:aws:s3:::gha*'))).toHaveLength(1);
    const levels = (...actions: string[]): SmallFleet => ({
      ...wide,
      model: {
        ...wide.model,
        accounts: [
          {
            accountId: OWN,
            serviceControlPolicies: actions.map(Action => [
              source('scp', allow({ Action })),
            ]),
          },
        ],
      },
    });
    expect(told(levels('*', 's3:List*'))).toEqual([]);
    expect(told(levels('*', 's3:Get*'))).toHaveLength(1);
  });

  it('sees through NotResource and NotAction', () => {
    const { Resource, Action, ...bare } = allow({});
    expect([Resource, Action]).toEqual(['*', 's3:GetObject']);
    expect(
      told(gha1With({ ...bare, Action, NotResource: 'arn:aws:s3:::gha2-*' })),
    ).toEqual(['bucket s3:GetObject arn:aws:s3:::*/* of gha10: allow']);
    const everyOther = told(
      gha1With({ ...bare, NotAction: 's3:*', Resource: '*' }),
    );
    expect(everyOther).toContain(
      `widening iam:PutRolePolicy arn:aws:iam::${OWN}:role/* of gha1: allow`,
    );
    expect(everyOther.join()).not.toContain('s3:');
  });

  it('names the key that a condition hangs on', () => {
    const statement = allow({
      Resource: 'arn:aws:s3:::gha2-primary/*',
      Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    });
    expect(trespassesOf(gha1With(statement))).toMatchObject([
      {
        region: { verdict: 'conditional', missingKeys: ['aws:SourceVpc'] },
      },
    ]);
  });

  it.each([
    ['s3:PutBucketPolicy', 'arn:aws:s3:::gha1-primary'],
    ['s3:PutBucketAcl', 'arn:aws:s3:::gha1-primary'],
    ['s3:DeleteBucketPolicy', 'arn:aws:s3:::gha2-primary'],
    ['s3:PutBucketOwnershipControls', 'arn:aws:s3:::gha1-*'],
    ['s3:PutBucketPublicAccessBlock', 'arn:aws:s3:::gha1-primary'],
    ['s3:PutAccountPublicAccessBlock', '*'],
    ['iam:PassRole', roleArn('gha2')],
    ['iam:PutRolePolicy', roleArn('gha1')],
    ['iam:AttachRolePolicy', roleArn('gha1')],
    ['iam:UpdateAssumeRolePolicy', roleArn('gha2')],
    ['iam:DeleteRolePermissionsBoundary', '*'],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${OWN}:policy/*`],
    ['iam:CreateAccessKey', `arn:aws:iam::${OWN}:user/*`],
    [
      'iam:AddClientIDToOpenIDConnectProvider',
      `arn:aws:iam::${OWN}:oidc-provider/*`,
    ],
  ])('takes %s on %s for a way to widen access', (action, resource) => {
    const fleet = gha1With(allow({ Action: action, Resource: resource }));
    const kinds = trespassesOf(fleet).map(({ kind, region }) => [
      kind,
      region.action,
      region.verdict,
    ]);
    expect(kinds).toEqual([['widening', action, 'allow']]);
  });

  it('finds the ways to widen access within a wildcard for actions', () => {
    const lines = told(
      gha1With(allow({ Action: 's3:*', Resource: 'arn:aws:s3:::gha1-*' })),
    );
    expect(lines).toContain(
      'widening s3:PutBucketPolicy arn:aws:s3:::gha1-* of gha1: allow',
    );
    expect(lines.filter(line => line.startsWith('bucket'))).toEqual([]);
  });
});

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
      [`bucket ${OTHER} this-principal`],
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
      ],
    ],
    ['its own role', { Principal: { AWS: roleArn('gha2') } }, []],
    ['its own account, which must let use it', { Principal: { AWS: OWN } }, []],
  ])('tells that a bucket is open to %s', (_, over, expected) => {
    const lines = trespassesOf(gha2Opened(opening(over))).map(
      ({ kind, region: { principal, audience } }) =>
        `${kind} ${
          'arn' in principal
            ? principal.arn
            : 'accountId' in principal
            ? principal.accountId
            : principal.kind
        } ${audience}`,
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

describe('findTrespasses by trust policies', () => {
  const trust = (over: Json): Json => ({
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...over,
  });
  const audience = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' };
  const subjectOf = (fleet: SmallFleet) =>
    trespassesOf(fleet).map(
      ({ kind, region }) =>
        `${kind} ${region.witnessContext[`${ISSUER}:sub`]}: ${region.verdict}`,
    );

  it.each<[string, Json, string[]]>([
    [
      'no subject',
      { Condition: { StringEquals: audience } },
      ['role system:serviceaccount:other:other: allow'],
    ],
    [
      'a namespace that others share the beginning of',
      {
        Condition: {
          StringEquals: audience,
          StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha2*:*' },
        },
      },
      ['role system:serviceaccount:gha2:: allow'],
    ],
    [
      'every ServiceAccount of the namespace',
      {
        Condition: {
          StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha2:*' },
        },
      },
      ['role system:serviceaccount:gha2:: allow'],
    ],
    [
      'the ServiceAccount of another',
      {
        Condition: {
          StringEquals: {
            [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:gha1',
          },
        },
      },
      ['role system:serviceaccount:gha1:gha1: allow'],
    ],
    [
      'a wildcard that StringEquals takes for itself',
      {
        Condition: {
          StringEquals: { [`${ISSUER}:sub`]: 'system:serviceaccount:*:*' },
        },
      },
      ['role system:serviceaccount:*:*: allow'],
    ],
    [
      'a wrong audience',
      { Condition: { StringEquals: { [`${ISSUER}:aud`]: 'other' } } },
      [],
    ],
  ])('looks at tokens under a trust with %s', (_, over, expected) => {
    expect(subjectOf(trusting(trust(over)))).toEqual(expected);
  });

  it('tells who may become a role, and what that opens', () => {
    const [trespass, ...more] = trespassesOf(
      trusting(
        trust({
          Principal: { AWS: roleArn('gha1') },
          Action: 'sts:AssumeRole',
        }),
      ),
    );
    expect(more).toEqual([]);
    expect(trespass).toMatchObject({ kind: 'role', territory: 'gha2' });
    expect(trespass?.hops.map(({ policy, sid }) => `${policy} ${sid}`)).toEqual(
      ['trust undefined', 'gha2 Buckets', 'gha2 Objects'],
    );
  });

  it('needs an own policy where a trust names the account', () => {
    const delegated = trusting(
      trust({ Principal: { AWS: OWN }, Action: 'sts:AssumeRole' }),
    );
    expect(told(delegated)).toEqual([]);
    const assuming = withRole(delegated, 'gha1', {
      identity: [
        source('gha1', {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: roleArn('gha2'),
        }),
      ],
    });
    expect(told(assuming)).toEqual([
      `role sts:AssumeRole ${roleArn('gha2')} of gha2: allow`,
    ]);
  });

  it('permits roles by permission, spelled out or by pattern', () => {
    const node: SmallFleet = trusting(
      trust({ Principal: { AWS: roleArn('node') }, Action: 'sts:AssumeRole' }),
    );
    expect(told(node)).toHaveLength(1);
    for (const arn of [roleArn('gha2'), roleArn('gha*')]) {
      const permitted: SmallFleet = {
        ...node,
        permissions: [
          {
            principal: { kind: 'role', arn: roleArn('node') },
            actions: ['sts:AssumeRole'],
            roleArn: arn,
          },
        ],
      };
      expect(told(permitted)).toEqual([]);
    }
  });

  it('holds the service of EKS Pod Identity to its associations', () => {
    const bound = (namespace: string): SmallFleet => {
      const fleet = trusting(
        trust({
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        }),
      );
      return {
        ...fleet,
        model: {
          ...fleet.model,
          podIdentityAssociations: [
            {
              cluster: 'analytics',
              namespace,
              serviceAccount: namespace,
              roleArn: roleArn('gha2'),
            },
          ],
        },
      };
    };
    expect(told(bound('gha2'))).toEqual([]);
    expect(trespassesOf(bound('gha1'))).toMatchObject([
      {
        kind: 'role',
        region: {
          witnessContext: { 'aws:RequestTag/kubernetes-namespace': 'gha1' },
        },
      },
    ]);
  });
});

describe('findTrespasses where a policy is not understood', () => {
  const broken = (name: string) =>
    source(name, {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { Unheard: { 'aws:SourceVpc': 'vpc-1' } },
    });

  it.each([
    ['own policy', withRole(smallFleet(), 'gha1', { identity: [broken('p')] })],
    ['trust', withRole(smallFleet(), 'gha1', { trust: broken('t') })],
    [
      'bucket policy',
      withBucket(smallFleet(), 'gha2-primary', { policy: broken('b') }),
    ],
    [
      'boundary',
      withRole(gha1With(allow({})), 'gha1', { boundary: broken('l') }),
    ],
  ])('says so of a broken %s', (_, fleet) => {
    const verdicts = new Set(
      trespassesOf(fleet).map(({ region }) => region.verdict),
    );
    expect([...verdicts]).toEqual(['not-understood']);
  });
});

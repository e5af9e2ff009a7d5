import type {
  AccessModel,
  AccessModelGap,
  PolicySource,
} from '@corridors/policy-engine';
import { ACCOUNT, memoRepository } from '../__fixtures__/repository';
import {
  policyOf,
  roleArn,
  withBucket,
  withBucketStatement,
  withRole,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import { compareModels } from './compareModels';

const { model: declared } = memoRepository();
const CLICKS = roleArn('analytics_clicks');
const RAW = 'clicks-raw';
const PUBLIC = 'arn:aws:iam::999999999999:root';

interface Document {
  Version?: string;
  Statement: Record<string, unknown>[];
}

function documentOf({ document }: PolicySource): Document {
  return JSON.parse(
    typeof document === 'string' ? document : JSON.stringify(document),
  );
}

/** A policy with its document changed, as an account would give it: without a place in a file. */
function edited(
  policy: PolicySource | undefined,
  edit: (document: Document) => void,
): PolicySource {
  if (!policy) {
    throw new Error('The fixture has no such policy');
  }
  const document = documentOf(policy);
  edit(document);
  return { name: policy.name, document: JSON.stringify(document) };
}

/** The account after the repository was applied: other spelling, no places in files. */
function applied(model: AccessModel = declared): AccessModel {
  const respell = (policy: PolicySource) =>
    edited(policy, document => {
      document.Statement = document.Statement.map(statement =>
        Object.fromEntries(
          Object.entries(statement)
            .reverse()
            .map(([name, value]) => [name, respelled(name, value)]),
        ),
      );
    });
  return {
    ...model,
    roles: model.roles.map(role => ({
      ...role,
      trust: respell(role.trust),
      identity: role.identity.map(respell).reverse(),
      ...(role.boundary ? { boundary: respell(role.boundary) } : {}),
    })),
    buckets: model.buckets.map(bucket => ({
      ...bucket,
      ...(bucket.policy ? { policy: respell(bucket.policy) } : {}),
    })),
  };
}

function respelled(name: string, value: unknown): unknown {
  if (name.endsWith('Action')) {
    const actions = [value].flat().map(action => String(action).toUpperCase());
    return [...actions, actions[0]].reverse();
  }
  if (name === 'Resource') {
    return Array.isArray(value) && value.length === 1
      ? value[0]
      : [value].flat().reverse();
  }
  return value === '*' ? { AWS: ['*'] } : value;
}

const statementOf = (document: Document, sid: string) => {
  const statement = document.Statement.find(one => one.Sid === sid);
  if (!statement) {
    throw new Error(`The fixture has no statement ${sid}`);
  }
  return statement;
};

const identityEdit =
  (edit: (document: Document) => void) => (model: AccessModel) =>
    withRole(model, CLICKS, ({ identity }) => ({
      identity: identity.map(policy => edited(policy, edit)),
    }));
const bucketEdit =
  (edit: (document: Document) => void) => (model: AccessModel) =>
    withBucket(model, RAW, ({ policy }) => ({ policy: edited(policy, edit) }));

describe('compareModels', () => {
  it('sees no drift in what was applied and read back in another spelling', () => {
    expect(compareModels(declared, applied())).toEqual([]);
    expect(JSON.stringify(applied().roles)).not.toEqual(
      JSON.stringify(declared.roles),
    );
  });

  it.each<
    [string, (model: AccessModel) => AccessModel, Record<string, unknown>]
  >([
    [
      'a statement that was removed',
      bucketEdit(document => {
        document.Statement = document.Statement.filter(
          ({ Sid }) => Sid !== 'DenyInsecureTransport',
        );
      }),
      {
        owner: RAW,
        part: 'bucket-policy',
        change: 'missing',
        statement: 0,
        sid: 'DenyInsecureTransport',
        declared: { file: 'corridors/clicks/aws/bucket-raw.yaml' },
      },
    ],
    [
      'an action that was added',
      identityEdit(document => {
        const statement = statementOf(document, 'WriteObjects');
        statement.Action = [statement.Action, 's3:PutObjectAcl'].flat();
      }),
      {
        owner: CLICKS,
        part: 'identity',
        change: 'changed',
        statement: 1,
        sid: 'WriteObjects',
        declared: { file: 'corridors/clicks/aws/policy.yaml' },
      },
    ],
    [
      'a condition that was dropped',
      identityEdit(document => {
        delete statementOf(document, 'WriteBuckets').Condition;
      }),
      { part: 'identity', change: 'changed', sid: 'WriteBuckets' },
    ],
    [
      'a version that was dropped',
      identityEdit(document => {
        delete document.Version;
      }),
      {
        part: 'identity',
        change: 'changed',
        summary: expect.stringContaining('2008-10-17'),
      },
    ],
    [
      'a bucket policy that was deleted',
      model => withBucket(model, RAW, () => ({ policy: undefined })),
      { owner: RAW, part: 'bucket-policy', change: 'missing' },
    ],
    [
      'a public access setting that was switched off',
      model =>
        withBucket(model, RAW, ({ publicAccessBlock }) => ({
          publicAccessBlock: publicAccessBlock && {
            ...publicAccessBlock,
            blockPublicPolicy: false,
          },
        })),
      {
        owner: RAW,
        part: 'public-access-block',
        change: 'changed',
        summary: expect.stringContaining('blockPublicPolicy is off'),
      },
    ],
    [
      'another object ownership',
      model =>
        withBucket(model, RAW, () => ({ objectOwnership: 'ObjectWriter' })),
      { owner: RAW, part: 'object-ownership', change: 'changed' },
    ],
    [
      'a boundary that was removed',
      model => withRole(model, CLICKS, () => ({ boundary: undefined })),
      { owner: CLICKS, part: 'boundary', change: 'missing' },
    ],
    [
      'another boundary',
      model =>
        withRole(model, CLICKS, () => ({
          boundary: policyOf('arn:aws:iam::aws:policy/AdministratorAccess', {
            Effect: 'Allow',
            Action: '*',
            Resource: '*',
          }),
        })),
      {
        owner: CLICKS,
        part: 'boundary',
        change: 'changed',
        summary: expect.stringContaining('AdministratorAccess'),
      },
    ],
    [
      'a trust that was widened',
      model =>
        withRole(model, CLICKS, ({ trust }) => ({
          trust: edited(trust, document => {
            delete statementOf(document, 'CorridorServiceAccount').Condition;
          }),
        })),
      {
        owner: CLICKS,
        part: 'trust',
        change: 'changed',
        sid: 'CorridorServiceAccount',
      },
    ],
    [
      'a trust that somebody else was added to',
      model =>
        withTrustStatement(model, CLICKS, {
          Effect: 'Allow',
          Principal: { AWS: PUBLIC },
          Action: 'sts:AssumeRole',
        }),
      { owner: CLICKS, part: 'trust', change: 'added', statement: 1 },
    ],
    [
      'an inline policy more',
      model =>
        withRole(model, CLICKS, ({ identity }) => ({
          identity: [
            ...identity,
            policyOf('extra of role analytics_clicks', {
              Effect: 'Allow',
              Action: 's3:*',
              Resource: '*',
            }),
          ],
        })),
      {
        owner: CLICKS,
        part: 'identity',
        policy: 'extra of role analytics_clicks',
        change: 'added',
      },
    ],
    [
      'a policy that was detached',
      model => withRole(model, CLICKS, () => ({ identity: [] })),
      { owner: CLICKS, part: 'identity', change: 'missing' },
    ],
    [
      'an audience more',
      model => ({
        ...model,
        oidcProviders: model.oidcProviders.map(provider => ({
          ...provider,
          audiences: [...provider.audiences, 'vault'],
        })),
      }),
      {
        part: 'oidc-provider',
        change: 'changed',
        summary: expect.stringContaining('vault too'),
      },
    ],
    [
      'a provider that is gone',
      model => ({ ...model, oidcProviders: [] }),
      { part: 'oidc-provider', change: 'missing' },
    ],
    [
      'a role that is gone',
      model => ({
        ...model,
        roles: model.roles.filter(({ arn }) => arn !== CLICKS),
      }),
      { owner: CLICKS, part: 'role', change: 'missing' },
    ],
    [
      'a bucket that is gone',
      model => ({
        ...model,
        buckets: model.buckets.filter(({ name }) => name !== RAW),
      }),
      { owner: RAW, part: 'bucket', change: 'missing' },
    ],
    [
      'a ServiceAccount that asks for another role',
      model => ({
        ...model,
        serviceAccounts: model.serviceAccounts?.map(one =>
          one.name === 'clicks'
            ? { ...one, roleArn: roleArn('analytics_weblogs') }
            : one,
        ),
      }),
      {
        owner: 'analytics/clicks/clicks',
        part: 'service-account',
        change: 'changed',
      },
    ],
    [
      'a ServiceAccount more that asks for a role',
      model => ({
        ...model,
        serviceAccounts: [
          ...(model.serviceAccounts ?? []),
          {
            cluster: 'analytics',
            namespace: 'clicks',
            name: 'extra',
            roleArn: CLICKS,
          },
        ],
      }),
      {
        owner: 'analytics/clicks/extra',
        part: 'service-account',
        change: 'added',
      },
    ],
  ])('tells %s as one difference', (_, change, expected) => {
    expect(compareModels(declared, change(applied()))).toMatchObject([
      expected,
    ]);
  });

  it('points at the line of the statement in the repository', () => {
    const [drift] = compareModels(
      declared,
      withBucket(applied(), RAW, ({ policy }) => ({
        policy: edited(policy, document => {
          document.Statement = document.Statement.slice(0, 2);
        }),
      })),
    );
    const file = memoRepository().files.find(
      ({ path }) => path === drift?.declared?.file,
    );
    expect(file?.content.split('\n')[drift?.declared?.line ?? 0]).toContain(
      'ShareObjectsWithweblogs',
    );
  });

  it('tells ten changes as ten', () => {
    const changes: ((model: AccessModel) => AccessModel)[] = [
      bucketEdit(document => {
        document.Statement.shift();
      }),
      identityEdit(document => {
        statementOf(document, 'WriteObjects').Action = 's3:*';
        delete statementOf(document, 'WriteBuckets').Condition;
      }),
      model =>
        withBucket(model, 'weblogs-curated', () => ({ policy: undefined })),
      model =>
        withBucket(model, 'weblogs-curated', () => ({
          objectOwnership: 'ObjectWriter',
          publicAccessBlock: {
            blockPublicAcls: false,
            ignorePublicAcls: false,
            blockPublicPolicy: false,
            restrictPublicBuckets: false,
          },
        })),
      model => withRole(model, CLICKS, () => ({ boundary: undefined })),
      model =>
        withTrustStatement(model, roleArn('single1_gha1'), {
          Effect: 'Allow',
          Principal: { AWS: PUBLIC },
          Action: 'sts:AssumeRole',
        }),
      model =>
        withBucketStatement(model, 'gha1-spark', {
          Effect: 'Allow',
          Principal: { AWS: PUBLIC },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha1-spark/*',
        }),
      model => ({ ...model, oidcProviders: [] }),
    ];
    const configured = changes.reduce(
      (model, change) => change(model),
      applied(),
    );
    expect(compareModels(declared, configured)).toHaveLength(10);
  });
});

describe('what is no drift', () => {
  it('is one policy under another name', () => {
    const configured = withRole(applied(), CLICKS, ({ identity }) => ({
      identity: identity.map(policy => ({
        ...policy,
        name: 'renamed of role analytics_clicks',
      })),
    }));
    expect(compareModels(declared, configured)).toEqual([]);
  });

  it('is a role or bucket that the repository does not declare', () => {
    const configured: AccessModel = {
      ...applied(),
      roles: [
        ...applied().roles,
        {
          arn: `arn:aws:iam::${ACCOUNT}:role/admin`,
          accountId: ACCOUNT,
          trust: policyOf('admin'),
          identity: [],
        },
      ],
      buckets: [...applied().buckets, { name: 'logs', accountId: ACCOUNT }],
    };
    expect(compareModels(declared, configured)).toEqual([]);
  });

  it('is a boundary of the right name whose document the repository does not hold', () => {
    const unknown = withRole(declared, CLICKS, ({ boundary }) => ({
      boundary: { name: boundary?.name ?? '', document: undefined },
    }));
    expect(compareModels(unknown, applied())).toEqual([]);
  });
});

describe('what could not be read', () => {
  const gap = (
    part: AccessModelGap['part'],
    subject: string,
  ): AccessModelGap => ({
    part,
    subject,
    cause: 'access-denied',
    message: `${part} was refused`,
  });

  it.each<[string, AccessModel, string[]]>([
    [
      'a bucket policy',
      {
        ...withBucket(applied(), RAW, () => ({ policy: undefined })),
        gaps: [gap('bucket-policy', RAW)],
      },
      ['bucket-policy'],
    ],
    [
      'public access settings and ownership',
      {
        ...withBucket(applied(), RAW, () => ({
          publicAccessBlock: undefined,
          objectOwnership: undefined,
        })),
        gaps: [
          gap('bucket-public-access-block', RAW),
          gap('bucket-ownership', RAW),
        ],
      },
      ['public-access-block', 'object-ownership'],
    ],
    [
      'a bucket',
      {
        ...applied(),
        buckets: applied().buckets.filter(({ name }) => name !== RAW),
        gaps: [gap('bucket-owner', RAW)],
      },
      ['bucket'],
    ],
    [
      'providers',
      {
        ...applied(),
        oidcProviders: [],
        gaps: [gap('oidc-providers', ACCOUNT)],
      },
      ['oidc-provider'],
    ],
    [
      'ServiceAccounts of a cluster',
      {
        ...applied(),
        serviceAccounts: applied().serviceAccounts?.filter(
          ({ cluster }) => cluster !== 'analytics',
        ),
        gaps: [gap('service-accounts', 'analytics')],
      },
      ['service-account'],
    ],
  ])('is unknown and no drift: %s', (_, configured, parts) => {
    const drift = compareModels(declared, configured);
    expect(drift.map(({ part }) => part)).toEqual(parts);
    expect(drift.every(({ change }) => change === 'unknown')).toBe(true);
  });

  it('is unknown for each role when roles were refused', () => {
    const drift = compareModels(declared, {
      ...applied(),
      roles: [],
      gaps: [gap('roles-and-users', ACCOUNT)],
    });
    expect(drift).toHaveLength(declared.roles.length);
    expect(drift.every(({ change }) => change === 'unknown')).toBe(true);
  });

  it('is unknown when a document is no policy', () => {
    const configured = withRole(applied(), CLICKS, ({ trust }) => ({
      trust: { ...trust, document: undefined },
    }));
    expect(compareModels(declared, configured)).toMatchObject([
      { owner: CLICKS, part: 'trust', change: 'unknown' },
    ]);
  });

  it('is unknown what the repository names and no file declares', () => {
    const BUCKET = 'gha-common-1';
    const NODES = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;
    const unread = (name: string) => ({ name, document: undefined });
    const named = withBucket(
      withRole(declared, NODES, () => ({
        trust: unread('single1_instance'),
        identity: [unread(NODES)],
      })),
      BUCKET,
      () => ({ policy: unread(BUCKET) }),
    );
    expect(
      compareModels(named, applied()).map(({ owner, part, change }) => [
        owner,
        part,
        change,
      ]),
    ).toEqual([
      [NODES, 'trust', 'unknown'],
      [NODES, 'identity', 'unknown'],
      [BUCKET, 'bucket-policy', 'unknown'],
    ]);
  });
});

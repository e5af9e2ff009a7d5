import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses, TrespassOptions } from '../findTrespasses';
import {
  Json,
  OTHER,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
  withRole,
} from '../__fixtures__/smallFleet';

const PRIMARY = 'arn:aws:s3:::gha2-primary';
const GHA1 = { AWS: roleArn('gha1') };

const allow = (Resource: unknown, over: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource,
  ...over,
});

/** A fleet in which a bucket of gha2 has these statements. */
const opened = (...statements: readonly Json[]): SmallFleet =>
  withBucket(smallFleet(), 'gha2-primary', {
    policy: source('gha2-primary', ...statements),
  });

function report(fleet: SmallFleet, over: Partial<TrespassOptions> = {}) {
  const { model, ...options } = fleet;
  return findTrespasses(compileAccessModel(model), {
    ...options,
    actions: ['s3:GetObject'],
    ...over,
  });
}

const rangesOf = (fleet: SmallFleet) =>
  report(fleet).trespasses.map(
    ({ region: { resources, witness } }) => `${resources}, such as ${witness}`,
  );

describe('the ranges that a bucket policy opens', () => {
  it.each<[string, readonly Json[], string[]]>([
    [
      'all of it',
      [allow(`${PRIMARY}/*`)],
      [`${PRIMARY}/*, such as ${PRIMARY}/xother`],
    ],
    [
      'a part',
      [allow(`${PRIMARY}/data/*`)],
      [`${PRIMARY}/data/*, such as ${PRIMARY}/data/other`],
    ],
    [
      'two parts, each of its own',
      [allow([`${PRIMARY}/data/*`, `${PRIMARY}/open/*`])],
      [
        `${PRIMARY}/data/*, such as ${PRIMARY}/data/other`,
        `${PRIMARY}/open/*, such as ${PRIMARY}/open/other`,
      ],
    ],
    [
      'all of it, as one bucket of a prefix',
      [allow('arn:aws:s3:::gha2*')],
      [`${PRIMARY}/*, such as ${PRIMARY}/xother`],
    ],
    [
      'all but a part',
      [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          NotResource: `${PRIMARY}/data/*`,
        },
      ],
      [`${PRIMARY}/*, such as ${PRIMARY}/xother`],
    ],
    [
      'a part, and not once more by a statement about another bucket',
      [allow(`${PRIMARY}/data/*`), allow('arn:aws:s3:::elsewhere/*')],
      [`${PRIMARY}/data/*, such as ${PRIMARY}/data/other`],
    ],
  ])('are %s', (_, statements, expected) => {
    expect(rangesOf(opened(...statements))).toEqual(expected);
  });

  it('are the bucket for its actions, and the part for those on objects', () => {
    const fleet = opened(
      allow([PRIMARY, `${PRIMARY}/data/*`], {
        Action: ['s3:ListBucket', 's3:GetObject'],
      }),
    );
    const actions = ['s3:ListBucket', 's3:GetObject'];
    expect(
      report(fleet, { actions }).trespasses.map(
        ({ region: { action, resources } }) => `${action} ${resources}`,
      ),
    ).toEqual([`s3:ListBucket ${PRIMARY}`, `s3:GetObject ${PRIMARY}/data/*`]);
  });

  const open = opened(allow(`${PRIMARY}/*`, { Principal: GHA1 }));
  const denyTheRest = {
    Effect: 'Deny',
    Action: 's3:*',
    NotResource: `${PRIMARY}/left/open/*`,
  };
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

  it.each<[string, SmallFleet]>([
    [
      'the bucket policy',
      opened(allow(`${PRIMARY}/*`), { ...denyTheRest, Principal: '*' }),
    ],
    [
      'the caller’s own policy',
      withRole(open, 'gha1', { identity: [source('gha1', denyTheRest)] }),
    ],
    [
      'the caller’s boundary',
      withRole(open, 'gha1', {
        boundary: source('boundary', everything, denyTheRest),
      }),
    ],
    [
      'a service control policy',
      {
        ...open,
        model: {
          ...open.model,
          accounts: [
            {
              accountId: OWN,
              serviceControlPolicies: [
                [source('scp', everything, denyTheRest)],
              ],
            },
          ],
        },
      },
    ],
  ])('are found where %s denies all but a little', (_, fleet) => {
    const [trespass] = report(fleet).trespasses;
    expect(trespass?.region.verdict).toBe('allow');
    expect(trespass?.region.witness).toContain('/left/open/');
  });

  it('are seen to be closed, however many patterns the caller has for others', () => {
    const patterns = Array.from(
      { length: 401 },
      (_, i) => `arn:aws:s3:::gha1-${i}-*`,
    );
    const closed = opened(allow(`${PRIMARY}/*`, { Principal: GHA1 }), {
      ...allow(`${PRIMARY}/*`),
      Effect: 'Deny',
    });
    const fleet = withRole(closed, 'gha1', {
      identity: [
        source('gha1', {
          Effect: 'Deny',
          Action: 's3:GetObject',
          Resource: patterns,
        }),
      ],
    });
    expect(rangesOf(fleet)).toEqual([]);
  });
});

describe('whom a bucket policy lets in', () => {
  const root = { kind: 'root', accountId: OTHER } as const;
  const own = { kind: 'root', accountId: OWN } as const;
  const role = { kind: 'role', arn: roleArn('gha10') } as const;
  const toAccount = (AWS: string) =>
    opened(allow(`${PRIMARY}/*`, { Principal: { AWS } }));

  it('is the root user of another account, when that is asked about', () => {
    const { trespasses } = report(toAccount(OTHER), { principals: [root] });
    expect(trespasses).toMatchObject([
      { kind: 'bucket', region: { principal: root, verdict: 'allow' } },
    ]);
    expect(report(toAccount(OTHER), { principals: [role] }).trespasses).toEqual(
      [],
    );
  });

  it('is nobody by naming its own account, which must let use it', () => {
    expect(report(toAccount(OWN), { principals: [own] }).trespasses).toEqual(
      [],
    );
    const intricate = Array.from(
      { length: 65 },
      (_, i) => `arn:aws:iam::${OWN}:role/${i}-*`,
    );
    const fleet = opened(
      allow(`${PRIMARY}/*`, {
        Principal: { AWS: OWN },
        Condition: { ArnLike: { 'aws:PrincipalArn': intricate } },
      }),
    );
    expect(report(fleet).trespasses).toEqual([]);
  });

  it.each([
    ['a role', GHA1],
    ['the sessions of a provider', { Federated: 'accounts.google.com' }],
  ])(
    'is not looked at where it is %s that nobody asked about',
    (_, Principal) => {
      const fleet = opened(allow(`${PRIMARY}/*`, { Principal }));
      expect(report(fleet).trespasses).toHaveLength(1);
      expect(report(fleet, { principals: [role] })).toEqual(
        report(smallFleet(), { principals: [role] }),
      );
    },
  );

  it.each([
    [OWN, []],
    [OTHER, ['allow']],
  ])(
    'may be permitted to use it as a bucket of account %s',
    (accountId, expected) => {
      const { trespasses } = report({
        ...opened(allow(`${PRIMARY}/*`, { Principal: GHA1 })),
        permissions: [
          {
            principal: { kind: 'role', arn: roleArn('gha1') },
            actions: ['s3:GetObject'],
            bucket: 'gha2-primary',
            accountId,
          },
        ],
      });
      expect(trespasses.map(({ region }) => region.verdict)).toEqual(expected);
    },
  );
});

describe('what a bucket policy is proved to keep', () => {
  const proved = (...statements: readonly Json[]) =>
    report(opened(...statements)).proved.regions -
    report(smallFleet()).proved.regions;
  const deny = { ...allow(`${PRIMARY}/*`), Effect: 'Deny' };

  it.each<[number, string, readonly Json[]]>([
    [
      1,
      'what its own role is given',
      [allow(`${PRIMARY}/*`, { Principal: { AWS: roleArn('gha2') } })],
    ],
    [
      1,
      'what is given and denied again',
      [allow(`${PRIMARY}/*`, { Principal: GHA1 }), deny],
    ],
    [
      0,
      'what is given to another',
      [allow(`${PRIMARY}/*`, { Principal: GHA1 })],
    ],
    [
      0,
      'actions that are not asked about',
      [allow(`${PRIMARY}/*`, { Action: 's3:PutObject', Principal: GHA1 })],
    ],
    [0, 'a Deny', [deny]],
  ])('counts %s for %s', (expected, _, statements) => {
    expect(proved(...statements)).toBe(expected);
  });
});

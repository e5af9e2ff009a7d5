import type { Principal } from '../../request/AccessRequest';
import { compileAccessModel } from '../compileAccessModel';
import { principalKey } from '../principalKey';
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
  withBucket,
  withRole,
} from '../__fixtures__/smallFleet';
import { CellOptions, findReachedCells } from './findReachedCells';

const OBJECT = 'arn:aws:s3:::gha1-primary/x';
const OTHER_OBJECT = 'arn:aws:s3:::gha2-primary/x';
const SESSION = `arn:aws:sts::${OWN}:assumed-role/gha2/spark`;
const ANN = `arn:aws:iam::${OWN}:user/ann`;
const SERVICE = 'logging.s3.amazonaws.com';

const role = (name: string): Principal => ({
  kind: 'role',
  arn: roleArn(name),
});
const session: Principal = {
  kind: 'assumed-role',
  arn: SESSION,
  roleArn: roleArn('gha2'),
};
const broken = source('broken', { Effect: 'Perhaps' });

function cells(fleet: SmallFleet, options: Partial<CellOptions> = {}) {
  const found = findReachedCells(compileAccessModel(fleet.model), {
    targets: [OBJECT, OTHER_OBJECT].map(resource => ({
      resource,
      accountId: OWN,
    })),
    actions: ['s3:GetObject', 's3:ListBucket'],
    context: fleet.context,
    ...options,
  });
  return [...found]
    .map(
      ({ principal, action, target, answer }) =>
        `${principalKey(principal)} ${action} ${target.resource}: ${
          answer.verdict
        }`,
    )
    .sort();
}

const opened = (Principal: unknown, more: Json = {}) =>
  withBucket(smallFleet(['gha1', 'gha2']), 'gha1-primary', {
    policy: source('opened', {
      Effect: 'Allow',
      Principal,
      Action: 's3:GetObject',
      Resource: `${OBJECT}*`,
      ...more,
    }),
  });

const onAssuming: Partial<CellOptions> = {
  targets: [{ resource: roleArn('gha1'), accountId: OWN }],
  actions: [
    'sts:AssumeRole',
    'sts:AssumeRoleWithWebIdentity',
    'iam:PassRole',
    's3:GetObject',
  ],
};

describe('findReachedCells', () => {
  it('asks for every role and user and for anonymous callers when nobody is named', () => {
    const fleet = opened('*');
    const users = [
      {
        arn: ANN,
        accountId: OWN,
        identity: [
          source('ann', {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: 'arn:aws:s3:::*-primary/*',
          }),
        ],
      },
    ];
    const found = cells({ ...fleet, model: { ...fleet.model, users } });
    expect(found).toEqual(
      [
        `${roleArn('gha1')} s3:GetObject ${OBJECT}: allow`,
        `${roleArn('gha2')} s3:GetObject ${OBJECT}: allow`,
        `${roleArn('gha2')} s3:GetObject ${OTHER_OBJECT}: allow`,
        `${ANN} s3:GetObject ${OBJECT}: allow`,
        `${ANN} s3:GetObject ${OTHER_OBJECT}: allow`,
        `anonymous s3:GetObject ${OBJECT}: allow`,
      ].sort(),
    );
  });

  const principals: [string, unknown, Principal, string][] = [
    ['a role', { AWS: roleArn('gha3') }, role('gha3'), 'allow'],
    ['a session', { AWS: SESSION }, session, 'allow'],
    ['the role of a session', { AWS: roleArn('gha2') }, session, 'allow'],
    ['one session of a role', { AWS: SESSION }, role('gha2'), 'conditional'],
    ['a user', { AWS: ANN }, { kind: 'user', arn: ANN }, 'allow'],
    [
      'another account',
      { AWS: OTHER },
      { kind: 'root', accountId: OTHER },
      'allow',
    ],
    [
      'the account of somebody of whom nothing is known',
      { AWS: OTHER },
      { kind: 'role', arn: roleArn('x', OTHER) },
      'allow',
    ],
    [
      'a service',
      { Service: SERVICE },
      { kind: 'service', service: SERVICE },
      'allow',
    ],
  ];

  it.each(principals)(
    'finds what a bucket policy grants to %s',
    (_, named, principal, verdict) => {
      const found = cells(opened(named), { principals: [principal] });
      expect(found.filter(cell => cell.includes(OBJECT))).toEqual([
        `${principalKey(principal)} s3:GetObject ${OBJECT}: ${verdict}`,
      ]);
    },
  );

  it('finds what a caller is allowed of buckets that bear its name', () => {
    const fleet = smallFleet(['gha1']);
    const users = ['ann', 'bob'].map(name => ({
      arn: `arn:aws:iam::${OWN}:user/${name}`,
      accountId: OWN,
      identity: [
        source(name, {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::home-of-${aws:username}/*',
        }),
      ],
    }));
    const resource = 'arn:aws:s3:::home-of-ann/x';
    expect(
      cells(
        { ...fleet, model: { ...fleet.model, users } },
        { targets: [{ resource, accountId: OWN }] },
      ),
    ).toEqual([`${ANN} s3:GetObject ${resource}: allow`]);
  });

  it('grants nothing to somebody who is gone, and to others what they have', () => {
    const gone = opened({ AWS: ['AROAEXAMPLEEXAMPLE12', roleArn('gha2')] });
    expect(cells(gone, { principals: [role('gha2'), role('gha3')] })).toEqual([
      `${roleArn('gha2')} s3:GetObject ${OBJECT}: allow`,
      `${roleArn('gha2')} s3:GetObject ${OTHER_OBJECT}: allow`,
    ]);
  });

  it("finds what a caller's own policies allow of a bucket that the model does not hold", () => {
    const resource = 'arn:aws:s3:::unknown/x';
    const fleet = withRole(smallFleet(['gha1', 'gha2']), 'gha1', {
      identity: [
        source('gha1', {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::unknown/*',
        }),
      ],
    });
    expect(cells(fleet, { targets: [{ resource, accountId: OWN }] })).toEqual([
      `${roleArn('gha1')} s3:GetObject ${resource}: allow`,
    ]);
  });

  it('finds who assumes a role, and asks of it nothing that is asked of buckets', () => {
    const bearer: Principal = { kind: 'web-identity', providerArn: PROVIDER };
    const found = cells(smallFleet(['gha1', 'gha2']), {
      ...onAssuming,
      principals: [bearer, role('gha2'), { kind: 'anonymous' }],
      context: {
        [`${ISSUER}:aud`]: 'sts.amazonaws.com',
        [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:gha1',
      },
    });
    expect(found).toEqual([
      `${principalKey(bearer)} sts:AssumeRoleWithWebIdentity ${roleArn(
        'gha1',
      )}: allow`,
    ]);
  });

  it.each([
    [role('gha2'), [OBJECT, OTHER_OBJECT]],
    [role('unknown'), [OBJECT]],
    [{ kind: 'anonymous' } as const, [OBJECT]],
  ])(
    'does not say what %j reaches in a bucket whose policy is not understood',
    (principal, expected) => {
      const fleet = withBucket(smallFleet(['gha1', 'gha2']), 'gha1-primary', {
        policy: broken,
      });
      const found = cells(fleet, { principals: [principal] });
      expect(found).toEqual(
        expected.map(
          resource =>
            `${principalKey(principal)} s3:GetObject ${resource}: ${
              resource === OBJECT ? 'not-understood' : 'allow'
            }`,
        ),
      );
    },
  );

  it('does not say what a role reaches whose own policy is not understood', () => {
    const fleet = withRole(smallFleet(['gha1', 'gha2']), 'gha1', {
      identity: [broken],
    });
    expect(cells(fleet, { principals: [role('gha1'), role('gha2')] })).toEqual([
      `${roleArn('gha1')} s3:GetObject ${OBJECT}: not-understood`,
      `${roleArn('gha1')} s3:GetObject ${OTHER_OBJECT}: not-understood`,
      `${roleArn('gha2')} s3:GetObject ${OTHER_OBJECT}: allow`,
    ]);
  });

  it('says what a role reaches whose boundary or trust is not understood', () => {
    const fleet = withRole(smallFleet(['gha1', 'gha2']), 'gha1', {
      boundary: broken,
      trust: broken,
    });
    expect(cells(fleet, { principals: [role('gha1')] })).toEqual([
      `${roleArn('gha1')} s3:GetObject ${OBJECT}: not-understood`,
    ]);
    const ofTrust = cells(fleet, {
      ...onAssuming,
      actions: ['sts:AssumeRole', 'iam:PassRole'],
      principals: [role('gha2')],
    });
    expect(ofTrust).toEqual([
      `${roleArn('gha2')} sts:AssumeRole ${roleArn('gha1')}: not-understood`,
    ]);
  });
});

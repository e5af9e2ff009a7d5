import type { AccessModel } from '../../accessModel';
import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses, TrespassOptions } from '../findTrespasses';
import { principalKey } from '../principalKey';
import type { Principal } from '../../request/AccessRequest';
import type { Permission, Territory } from '../Territory';
import type { Trespass } from '../Trespass';
import {
  Json,
  OTHER,
  OWN,
  ownStatements,
  ownTrust,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  tlsOnly,
  withBucket,
  withRole,
} from '../__fixtures__/smallFleet';
import { HELD } from '../__fixtures__/tell';
import { IsolationProof, TerritoryChange } from './IsolationProof';

type Step = (fleet: SmallFleet) => SmallFleet;

const fleetOf = (...steps: readonly Step[]) =>
  steps.reduce((fleet, step) => step(fleet), smallFleet(['gha1', 'gha2']));

const role =
  (name: string, ...statements: readonly Json[]): Step =>
  fleet =>
    withRole(fleet, name, {
      identity: [
        source(
          name,
          ...ownStatements(`${name}-primary`, `${name}-spark`),
          ...statements,
        ),
      ],
    });

const trust =
  (name: string, ...statements: readonly Json[]): Step =>
  fleet =>
    withRole(fleet, name, {
      trust: source(`${name}-trust`, ownTrust(name), ...statements),
    });

const bucket =
  (name: string, ...statements: readonly Json[]): Step =>
  fleet =>
    withBucket(fleet, name, {
      policy: source(name, tlsOnly(name), ...statements),
    });

const model =
  (over: (model: SmallFleet['model']) => Partial<AccessModel>): Step =>
  fleet => ({ ...fleet, model: { ...fleet.model, ...over(fleet.model) } });

const territory =
  (id: string, over: Partial<Territory>): Step =>
  fleet => ({
    ...fleet,
    territories: fleet.territories.map(one =>
      one.id === id ? { ...one, ...over } : one,
    ),
  });

/** Somebody beside the applications. */
const holding =
  (id: string, ...principals: readonly Principal[]): Step =>
  fleet => ({
    ...fleet,
    territories: [
      ...fleet.territories,
      { id, accountId: OWN, bucketNames: [], roleArns: [], principals },
    ],
  });

/** Somebody who has names, and nobody who uses them. */
const claiming =
  (id: string, bucketNames: readonly string[]): Step =>
  fleet => ({
    ...fleet,
    territories: [
      ...fleet.territories,
      { id, accountId: OWN, bucketNames, roleArns: [], principals: [] },
    ],
  });

const permitting =
  (...permissions: readonly Permission[]): Step =>
  fleet => ({ ...fleet, permissions: [...permissions] });

const without =
  (name: string): Step =>
  fleet => ({
    ...fleet,
    model: {
      ...fleet.model,
      roles: fleet.model.roles.filter(({ arn }) => arn !== roleArn(name)),
      buckets: fleet.model.buckets.filter(one => !one.name.startsWith(name)),
    },
    territories: fleet.territories.filter(({ id }) => id !== name),
  });

const may = (
  principal: Principal,
  name: string,
  accountId = OWN,
): Permission => ({
  principal,
  actions: ['s3:GetObject'],
  bucket: name,
  accountId,
});

const read = (name: string, over: Json = {}): Json => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${name}/*`,
  ...over,
});

const letIn = (
  principal: unknown,
  name: string,
  Condition: Json = {},
  Action = 's3:GetObject',
): Json => read(name, { Principal: principal, Condition, Action });

const assume = (principal: unknown, Condition: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  Condition,
});

const assuming = (Resource: string): Json => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource,
});

const denied: Json = {
  Effect: 'Deny',
  Action: ['s3:*', 'sts:*'],
  Resource: '*',
};

/** Keeps everybody out of a bucket who is not its own. */
const closed = (name: string): Json => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${name}-primary`, `arn:aws:s3:::${name}-primary/*`],
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn(name) } },
});

function denyAll(name: string): Json {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  };
}

const NOT_UNDERSTOOD: Json = { Effect: 'Perhaps' };

const gha1: Principal = { kind: 'role', arn: roleArn('gha1') };
const ann: Principal = { kind: 'user', arn: `arn:aws:iam::${OWN}:user/ann` };
const partner: Principal = { kind: 'root', accountId: OTHER };
const service = 'logging.s3.amazonaws.com';
const session: Principal = {
  kind: 'assumed-role',
  arn: `arn:aws:sts::${OWN}:assumed-role/gha1/spark`,
  roleArn: roleArn('gha1'),
};
const isGha1 = { ArnEquals: { 'aws:PrincipalArn': roleArn('gha1') } };

const isAbroad = {
  ArnEquals: { 'aws:PrincipalArn': roleArn('abroad', OTHER) },
};

/** An application of another account comes. */
const abroad: Step = fleet => ({
  ...fleet,
  model: {
    ...fleet.model,
    roles: [
      ...fleet.model.roles,
      {
        arn: roleArn('abroad', OTHER),
        accountId: OTHER,
        trust: source('trust', ownTrust('abroad')),
        identity: [source('abroad', read('gha2-primary'))],
      },
    ],
  },
  territories: [
    ...fleet.territories,
    {
      id: 'abroad',
      accountId: OTHER,
      bucketNames: ['abroad-*'],
      roleArns: [roleArn('abroad', OTHER)],
      principals: [{ kind: 'role', arn: roleArn('abroad', OTHER) }],
    },
  ],
});

/** Who stands for everybody may be another one. */
function told(trespasses: readonly Trespass[]): string[] {
  return trespasses
    .map(({ kind, region, territory: of }) =>
      [
        kind,
        region.audience === 'every-principal'
          ? region.audience
          : principalKey(region.principal),
        region.action,
        region.resources,
        region.resourceAccounts,
        region.verdict,
        of,
      ].join(' '),
    )
    .sort();
}

/** What is different about one territory. */
function changeOf(
  id: string,
  from: SmallFleet,
  to: SmallFleet,
): TerritoryChange {
  const gone: Territory = {
    id,
    accountId: OWN,
    bucketNames: [],
    roleArns: [],
    principals: [],
  };
  const own = to.territories.find(one => one.id === id) ?? gone;
  const keys = own.principals.map(principalKey);
  const { roles, buckets } = to.model;
  return {
    territory: own,
    permissions: to.permissions.filter(({ principal }) =>
      keys.includes(principalKey(principal)),
    ),
    roles: roles.filter(one => !from.model.roles.includes(one)),
    buckets: buckets.filter(one => !from.model.buckets.includes(one)),
    removedRoles: from.model.roles
      .map(({ arn }) => arn)
      .filter(arn => !roles.some(one => one.arn === arn)),
    removedBuckets: from.model.buckets
      .map(({ name }) => name)
      .filter(name => !buckets.some(one => one.name === name)),
  };
}

type Asked = Pick<TrespassOptions, 'actions' | 'principals'>;

const ASKED: Asked = {
  actions: [
    's3:GetObject',
    's3:ListBucket',
    'sts:AssumeRole',
    'sts:AssumeRoleWithWebIdentity',
  ],
};

const optionsOf = (
  { territories, permissions, context }: SmallFleet,
  asked: Asked,
): TrespassOptions => ({ territories, permissions, context, ...asked });

const tellAnew = (fleet: SmallFleet, asked = ASKED) =>
  told(
    findTrespasses(compileAccessModel(fleet.model), optionsOf(fleet, asked))
      .trespasses,
  );

/** Whether rechecks of a change, there and back, answer as a new proof would. */
function expectRechecks(
  id: string,
  from: SmallFleet,
  to: SmallFleet,
  asked = ASKED,
) {
  const proof = new IsolationProof(
    compileAccessModel(from.model),
    optionsOf(from, asked),
  );
  expect(told(proof.trespasses)).toEqual(tellAnew(from, asked));
  for (const [before, after] of [
    [from, to],
    [to, from],
    [from, to],
    [to, from],
  ] as const) {
    proof.recheck(changeOf(id, before, after));
    expect(told(proof.trespasses)).toEqual(tellAnew(after, asked));
  }
}

describe('IsolationProof, of what one application does to another', () => {
  it.each<[string, Step[], Step[], string?]>([
    [
      'a trust that names it, which is permitted',
      [trust('gha2', assume({ AWS: roleArn('gha1') }))],
      [
        permitting({
          principal: gha1,
          actions: ['sts:AssumeRole'],
          roleArn: roleArn('gha2'),
        }),
      ],
    ],
    [
      'a bucket policy that names it, which is permitted',
      [bucket('gha2-primary', letIn({ AWS: roleArn('gha1') }, 'gha2-primary'))],
      [permitting(may(gha1, 'gha2-primary'))],
    ],
    [
      'a bucket policy that names its sessions',
      [bucket('gha2-primary', letIn({ AWS: session.arn }, 'gha2-primary'))],
      [role('gha1', denied)],
    ],
    [
      'a bucket policy that names a session to which it is permitted',
      [
        bucket('gha2-primary', letIn({ AWS: session.arn }, 'gha2-primary')),
        holding('job', session),
      ],
      [permitting(may(session, 'gha2-primary'))],
      'job',
    ],
    [
      'a bucket policy that names a user',
      [
        bucket('gha2-primary', letIn({ AWS: ann.arn }, 'gha2-primary')),
        model(() => ({
          users: [{ arn: ann.arn, accountId: OWN, identity: [] }],
        })),
        holding('ann', ann),
      ],
      [permitting(may(ann, 'gha2-primary'))],
      'ann',
    ],
    [
      'a bucket policy that names a service',
      [
        bucket('gha2-primary', letIn({ Service: service }, 'gha2-primary')),
        holding('logging', { kind: 'service', service }),
      ],
      [permitting(may({ kind: 'service', service }, 'gha2-primary'))],
      'logging',
    ],
    [
      'a bucket policy that names another account',
      [
        bucket('gha2-primary', letIn({ AWS: OTHER }, 'gha2-primary')),
        holding('partner', partner),
      ],
      [permitting(may(partner, 'gha2-primary'))],
      'partner',
    ],
    [
      'a bucket policy that lets everybody in who is like it',
      [
        bucket('gha2-primary', letIn('*', 'gha2-primary', isGha1)),
        bucket('gha1-primary', closed('gha1')),
      ],
      [role('gha1', denied)],
    ],
    [
      'a bucket policy that lets everybody in with a tag',
      [
        bucket(
          'gha2-primary',
          letIn('*', 'gha2-primary', {
            StringEquals: { 'aws:PrincipalTag/team': 'data' },
          }),
        ),
      ],
      [role('gha1', denied)],
    ],
    [
      'a trust that lets everybody in who is like it',
      [trust('gha2', assume('*', isGha1))],
      [role('gha1', denied)],
    ],
    [
      'a bucket policy that is not understood',
      [bucket('gha2-primary', NOT_UNDERSTOOD)],
      [role('gha1', denied)],
    ],
    [
      'a trust that is not understood',
      [trust('gha2', NOT_UNDERSTOOD)],
      [role('gha1', denied)],
    ],
    [
      'a role that reads its bucket by name',
      [role('gha2', read('gha1-primary'))],
      [bucket('gha1-primary', closed('gha1'))],
    ],
    [
      'a user that reads its bucket by name',
      [
        model(() => ({
          users: [
            {
              arn: ann.arn,
              accountId: OWN,
              identity: [source('ann', read('gha1-primary'))],
            },
          ],
        })),
      ],
      [bucket('gha1-primary', closed('gha1'))],
    ],
    [
      'a role that may assume its role by name',
      [role('gha2', assuming(roleArn('gha1')))],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
    [
      'a role that reads whatever begins alike',
      [
        role('gha2', read('*', { Condition: HELD })),
        bucket('gha1-primary', closed('gha1')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [bucket('gha1-primary')],
    ],
    [
      'a role that reads everything but a few',
      [
        role('gha2', {
          Effect: 'Allow',
          Action: 's3:GetObject',
          NotResource: 'arn:aws:s3:::secret*',
          Condition: HELD,
        }),
        bucket('gha1-primary', closed('gha1')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [bucket('gha1-primary')],
    ],
    [
      'a role whose policy is not understood',
      [
        role('gha2', NOT_UNDERSTOOD),
        bucket('gha1-primary', closed('gha1')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [bucket('gha1-primary')],
    ],
    [
      'a role that may assume whatever delegates to the account',
      [role('gha2', assuming(roleArn('*')))],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
    [
      'a role that may assume what delegates to the account but for it',
      [
        role('gha2', assuming(roleArn('*'))),
        trust('gha1', assume({ AWS: OWN }), {
          ...assume({ AWS: roleArn('gha2') }),
          Effect: 'Deny',
        }),
      ],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
    [
      'a role that reads by name what it claims no more',
      [role('gha2', read('gha1-lake'))],
      [territory('gha1', { bucketNames: ['gha1-primary', 'gha1-s*'] })],
    ],
    [
      'a role that reads by pattern what it claims no more',
      [role('gha2', read('gha1-la*'))],
      [territory('gha1', { bucketNames: ['gha1-primary', 'gha1-s*'] })],
    ],
    [
      'a bucket that it claims by name',
      [bucket('gha2-primary', letIn({ AWS: roleArn('gha2') }, 'gha2-primary'))],
      [territory('gha1', { bucketNames: ['gha1-*', 'gha2-primary'] })],
    ],
    [
      'buckets that it claims by pattern',
      [bucket('gha2-primary', letIn({ AWS: roleArn('gha2') }, 'gha2-primary'))],
      [territory('gha1', { bucketNames: ['gha1-*', 'gha2-pri*'] })],
    ],
    [
      'a role that it claims, by its trust',
      [
        trust('gha2', assume({ AWS: OTHER })),
        territory('gha2', { roleArns: [] }),
      ],
      [territory('gha1', { roleArns: [roleArn('gha1'), roleArn('gha2')] })],
    ],
    [
      'a role that it claims no more, by whom it is assumed',
      [
        role('gha2', assuming(roleArn('gha1'))),
        trust('gha1', assume({ AWS: OWN })),
      ],
      [territory('gha1', { roleArns: [] })],
    ],
    [
      'a role that it claims no more, by whom it is assumed by pattern',
      [
        role('gha2', assuming(roleArn('gha1*'))),
        trust('gha1', assume({ AWS: OWN })),
      ],
      [territory('gha1', { roleArns: [] })],
    ],
    [
      'workloads that are its own no more',
      [],
      [territory('gha1', { webIdentities: [] })],
    ],
    [
      'a bucket that it says is of another account',
      [role('gha2', read('lake'))],
      [permitting(may(gha1, 'lake', OTHER))],
    ],
    [
      'a bucket of which a pattern means no other, and that it says is of another account',
      [
        role('gha2', read('la*'), {
          Effect: 'Deny',
          Action: 's3:GetObject',
          NotResource: 'arn:aws:s3:::lake/data',
        }),
      ],
      [permitting(may(gha1, 'lake', OTHER))],
    ],
    [
      'a role that reads its buckets when it goes',
      [role('gha2', read('gha1-primary'))],
      [without('gha1')],
    ],
    [
      'a role that reads everything when it goes',
      [role('gha2', read('*', { Condition: HELD }))],
      [without('gha1')],
    ],
    [
      'a bucket that is open to it and others when it goes',
      [
        bucket('gha1-primary', letIn('*', 'gha1-primary')),
        bucket('gha2-primary', letIn({ AWS: roleArn('gha1') }, 'gha2-primary')),
      ],
      [without('gha1')],
    ],
    [
      'a bucket that is open to a role of another account when it comes',
      [
        bucket('gha2-primary', letIn({ AWS: OTHER }, 'gha2-primary', isAbroad)),
        model(() => ({ accounts: [{ accountId: OTHER }] })),
      ],
      [abroad],
      'abroad',
    ],
    [
      'a bucket that is open to roles of an account of which nobody knew',
      [bucket('gha2-primary', letIn('*', 'gha2-primary', isAbroad))],
      [abroad],
      'abroad',
    ],
    [
      'a bucket that one claims who comes',
      [role('gha2', read('lake'))],
      [claiming('lake', ['lake'])],
      'lake',
    ],
  ])('tells of %s', (_, from, step, id = 'gha1') => {
    const before = fleetOf(...from);
    const after = step.reduce((fleet, change) => change(fleet), before);
    expect(tellAnew(after)).not.toEqual(tellAnew(before));
    expectRechecks(id, before, after);
  });

  it('tells no more of a role that is gone than of any that nobody knows', () => {
    const before = fleetOf(
      bucket('gha2-primary', letIn('*', 'gha2-primary', isGha1)),
    );
    expect(tellAnew(before)).toHaveLength(1);
    expectRechecks('gha1', before, without('gha1')(before));
  });

  it('forgets what a role did that goes when everybody is asked about a new action', () => {
    const before = fleetOf(role('gha1', read('gha2-primary')));
    const roles = before.model.roles.filter(one => one.arn !== roleArn('gha1'));
    const after = bucket(
      'gha1-primary',
      letIn({ AWS: roleArn('gha2') }, 'gha1-primary', {}, 's3:PutObjectFuture'),
    )(model(() => ({ roles }))(before));
    expectRechecks('gha1', before, after, {});
  });

  it('asks users as well about a new action', () => {
    const users = [
      {
        arn: ann.arn,
        accountId: OWN,
        identity: [source('ann', read('gha1-primary', { Action: 's3:*' }))],
      },
    ];
    const before = fleetOf(model(() => ({ users })));
    const after = role(
      'gha1',
      read('gha1-primary', { Action: 's3:PutObjectFuture' }),
    )(before);
    const proof = new IsolationProof(
      compileAccessModel(before.model),
      optionsOf(before, {}),
    );
    proof.recheck(changeOf('gha1', before, after));
    expect(told(proof.trespasses)).toEqual(tellAnew(after, {}));
  });

  it('tells of those alone whose reach is asked for', () => {
    const before = fleetOf(
      role('gha1', read('gha2-primary')),
      role('gha2', read('gha1-primary')),
    );
    const asked = { ...ASKED, principals: [gha1] };
    expect(tellAnew(before, asked)).toHaveLength(1);
    expectRechecks('gha1', before, role('gha1')(before), asked);
  });
});

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
} from './smallFleet';
import { IsolationProof, TerritoryChange } from '../recheck/IsolationProof';

export type Step = (fleet: SmallFleet) => SmallFleet;

export const role =
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

export const trust =
  (name: string, ...statements: readonly Json[]): Step =>
  fleet =>
    withRole(fleet, name, {
      trust: source(`${name}-trust`, ownTrust(name), ...statements),
    });

export const bucket =
  (name: string, ...statements: readonly Json[]): Step =>
  fleet =>
    withBucket(fleet, name, {
      policy: source(name, tlsOnly(name), ...statements),
    });

export const model =
  (over: (model: SmallFleet['model']) => Partial<SmallFleet['model']>): Step =>
  fleet => ({ ...fleet, model: { ...fleet.model, ...over(fleet.model) } });

export const territory =
  (id: string, over: Partial<Territory>): Step =>
  fleet => ({
    ...fleet,
    territories: fleet.territories.map(one =>
      one.id === id ? { ...one, ...over } : one,
    ),
  });

/** Two applications, of which one claims a bucket by name as well. */
export const fleetOf = (...steps: readonly Step[]) =>
  [
    territory('gha2', { bucketNames: ['gha2-*', 'gha2-primary'] }),
    ...steps,
  ].reduce((fleet, step) => step(fleet), smallFleet(['gha1', 'gha2']));

/** Somebody beside the applications. */
export const holding =
  (id: string, ...principals: readonly Principal[]): Step =>
  fleet => ({
    ...fleet,
    territories: [
      ...fleet.territories,
      { id, accountId: OWN, bucketNames: [], roleArns: [], principals },
    ],
  });

/** Somebody who has names, and nobody who uses them. */
export const claiming =
  (id: string, bucketNames: readonly string[]): Step =>
  fleet => ({
    ...fleet,
    territories: [
      ...fleet.territories,
      { id, accountId: OWN, bucketNames, roleArns: [], principals: [] },
    ],
  });

export const permitting =
  (...permissions: readonly Permission[]): Step =>
  fleet => ({ ...fleet, permissions: [...permissions] });

export const without =
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

export const may = (
  principal: Principal,
  name: string,
  accountId = OWN,
): Permission => ({
  principal,
  actions: ['s3:GetObject'],
  bucket: name,
  accountId,
});

export const read = (name: string, over: Json = {}): Json => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${name}/*`,
  ...over,
});

export const letIn = (
  principal: unknown,
  name: string,
  Condition: Json = {},
  Action = 's3:GetObject',
): Json => read(name, { Principal: principal, Condition, Action });

export const assume = (principal: unknown, Condition: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  Condition,
});

export const assuming = (Resource: string): Json => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource,
});

export const denied: Json = {
  Effect: 'Deny',
  Action: ['s3:*', 'sts:*'],
  Resource: '*',
};

/** Keeps everybody out of a bucket who is not its own. */
export const closed = (name: string): Json => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${name}-primary`, `arn:aws:s3:::${name}-primary/*`],
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn(name) } },
});

export function denyAll(name: string): Json {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
  };
}

export const NOT_UNDERSTOOD: Json = { Effect: 'Perhaps' };

export const gha1 = {
  kind: 'role',
  arn: roleArn('gha1'),
} as const satisfies Principal;
export const ann = {
  kind: 'user',
  arn: `arn:aws:iam::${OWN}:user/ann`,
} as const satisfies Principal;
export const partner = {
  kind: 'root',
  accountId: OTHER,
} as const satisfies Principal;
export const service = 'logging.s3.amazonaws.com';
export const session = {
  kind: 'assumed-role',
  arn: `arn:aws:sts::${OWN}:assumed-role/gha1/spark`,
  roleArn: roleArn('gha1'),
} as const satisfies Principal;
export const isGha1 = { ArnEquals: { 'aws:PrincipalArn': roleArn('gha1') } };

export const isAbroad = {
  ArnEquals: { 'aws:PrincipalArn': roleArn('abroad', OTHER) },
};

export const roleAbroad = {
  kind: 'role',
  arn: roleArn('abroad', OTHER),
} as const satisfies Principal;

/** An application of another account comes. */
export const abroad: Step = fleet => ({
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
export function told(trespasses: readonly Trespass[]): string[] {
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
export function changeOf(
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

export type Asked = Pick<TrespassOptions, 'actions' | 'principals'>;

export const ASKED: Asked = {
  actions: [
    's3:GetObject',
    's3:ListBucket',
    'sts:AssumeRole',
    'sts:AssumeRoleWithWebIdentity',
  ],
};

export const optionsOf = (
  { territories, permissions, context }: SmallFleet,
  asked: Asked,
): TrespassOptions => ({ territories, permissions, context, ...asked });

export const tellAnew = (fleet: SmallFleet, asked = ASKED) =>
  told(
    findTrespasses(compileAccessModel(fleet.model), optionsOf(fleet, asked))
      .trespasses,
  );

/** Whether rechecks of a change, there and back, answer as a new proof would. */
export function expectRechecks(
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

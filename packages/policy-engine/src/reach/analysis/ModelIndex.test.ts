import type { CompiledRole } from '../CompiledAccessModel';
import { compileAccessModel } from '../compileAccessModel';
import {
  Json,
  OTHER,
  OWN,
  ownTrust,
  roleArn,
  smallFleet,
  source,
} from '../__fixtures__/smallFleet';
import { ModelIndex } from './ModelIndex';

const letIn = (Principal: Json | '*', Effect = 'Allow'): Json => ({
  Effect,
  Principal,
  Action: 'sts:AssumeRole',
});

/** A fleet whose roles have these trusts, in maps that may change. */
function modelOf(trusts: Readonly<Record<string, readonly Json[]>>) {
  const { model } = smallFleet();
  const compiled = compileAccessModel({
    ...model,
    roles: Object.entries(trusts).map(([name, statements]) => ({
      arn: roleArn(name),
      accountId: OWN,
      trust: source(`${name}-trust`, ...statements),
      identity: [],
    })),
    users: [
      {
        arn: `arn:aws:iam::${OTHER}:user/ann`,
        accountId: OTHER,
        identity: [],
      },
    ],
  });
  return {
    ...compiled,
    roles: new Map(compiled.roles),
    buckets: new Map(compiled.buckets),
  };
}

function roleOf(name: string, ...trust: readonly Json[]): CompiledRole {
  const role = modelOf({ [name]: trust }).roles.get(roleArn(name));
  if (!role) {
    throw new Error('The model holds the role');
  }
  return role;
}

describe('ModelIndex', () => {
  it.each([
    ['arn:aws-cn:iam::111122223333:role/x', 'role', 'aws-cn'],
    ['arn:aws-us-gov:iam::111122223333:user/x', 'user', 'aws-us-gov'],
    ['nobody', 'nobody', 'aws'],
  ])('takes the partition from the ARN of %s', (arn, kind, partition) => {
    const owner = { arn, accountId: OWN };
    const model = compileAccessModel({
      roles: (kind === 'role' ? [owner] : []).map(role => ({
        ...role,
        trust: source('trust'),
        identity: [],
      })),
      users: (kind === 'user' ? [owner] : []).map(user => ({
        ...user,
        identity: [],
      })),
      buckets: [],
      oidcProviders: [],
    });
    const index = new ModelIndex(model);
    expect(index.partition).toBe(partition);
    expect(index.bucketPrefix).toBe(`arn:${partition}:s3:::`);
  });

  it.each([
    ['arn:aws:s3:::gha1-primary/data/*', ['gha1-primary']],
    ['arn:aws:s3:::gha1-*', ['gha1-primary', 'gha1-spark']],
    ['arn:aws:s3:::gha1-p?imary', ['gha1-primary']],
    ['arn:aws:s3:::gha3-*', []],
    [
      'arn:*:s3:::gha1-primary',
      ['gha1-primary', 'gha1-spark', 'gha10-primary'],
    ],
    ['*', ['gha1-primary', 'gha1-spark', 'gha10-primary']],
    ['arn:aws:ec2::gha1-*', []],
  ])('finds buckets by the beginning of %s', (pattern, expected) => {
    const index = new ModelIndex(modelOf({}));
    expect([...index.bucketsWithin(pattern, 3)]).toEqual(
      expected.map(name => `arn:aws:s3:::${name}`),
    );
  });

  it('finds roles whose trust leaves it to an account who assumes them', () => {
    const own = { AWS: OWN };
    const index = new ModelIndex(
      modelOf({
        workload: [ownTrust('workload')],
        node: [letIn({ AWS: roleArn('workload') })],
        nobody: [letIn(own, 'Deny')],
        ofAccount: [ownTrust('workload'), letIn(own)],
        ofEverybody: [letIn('*'), letIn(own, 'Deny')],
        ofMany: [letIn({ AWS: [roleArn('workload'), OTHER] })],
      }),
    );
    const expected = ['ofAccount', 'ofEverybody', 'ofMany'].map(name =>
      roleArn(name),
    );
    expect([...index.delegatingRoles(9)]).toEqual(expected);
    expect([...index.delegatingRoles(2)]).toEqual(expected.slice(0, 2));
  });

  it('takes no role for one that lets an account in whose trust is not known', () => {
    const model = modelOf({ gha1: [letIn({ AWS: OWN })] });
    const { trust: _, ...role } = roleOf('gha1', letIn({ AWS: OWN }));
    model.roles.set(role.arn, role);
    expect([...new ModelIndex(model).delegatingRoles(9)]).toEqual([]);
  });

  it.each(['before', 'after'])(
    'knows what has changed %s it was first asked',
    when => {
      const delegating = letIn({ AWS: OWN });
      const model = modelOf({ a: [delegating], b: [], c: [delegating] });
      const index = new ModelIndex(model);
      const look = () => ({
        roles: [...index.delegatingRoles(9)],
        principals: [...index.principalsOf(OWN)].map(one =>
          'arn' in one ? one.arn : one.kind,
        ),
        buckets: [...index.bucketsWithin('arn:aws:s3:::gha2*', 9)],
      });
      if (when === 'after') {
        look();
      }
      const [bucket] = model.buckets.values();
      model.roles.delete(roleArn('a'));
      model.roles.set(roleArn('c'), roleOf('c', ownTrust('c')));
      model.roles.set(roleArn('d'), roleOf('d', delegating));
      ['a', 'c', 'd'].forEach(name => index.updateRole(roleArn(name), OWN));
      model.buckets.delete('gha2-spark');
      if (bucket) {
        model.buckets.set('gha2-new', { ...bucket, name: 'gha2-new' });
      }
      ['gha2-spark', 'gha2-new'].forEach(name => index.updateBucket(name));
      expect(look()).toEqual({
        roles: [roleArn('d')],
        principals: [roleArn('b'), roleArn('c'), roleArn('d')],
        buckets: ['arn:aws:s3:::gha2-new', 'arn:aws:s3:::gha2-primary'],
      });
      expect(index.principalsOf(OTHER)).toContainEqual({
        kind: 'user',
        arn: `arn:aws:iam::${OTHER}:user/ann`,
      });
    },
  );
});

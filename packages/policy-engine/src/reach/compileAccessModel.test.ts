import type { AccessModel } from '../accessModel';
import {
  ownStatements,
  smallFleet,
  source,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';
import { compileAccessModel } from './compileAccessModel';

const broken = source('broken', { Effect: 'Perhaps' });
const { model } = smallFleet();
const [role] = model.roles;

describe('compileAccessModel', () => {
  it('makes every document ready', () => {
    const compiled = compileAccessModel(model);
    expect(compiled.refused).toEqual([]);
    expect(compiled.roles.get(role?.arn ?? '')).toMatchObject({
      identity: [{ kind: 'identity', name: 'gha1' }],
      trust: { kind: 'trust' },
      unknown: [],
    });
    expect(compiled.buckets.get('gha2-spark')?.policy?.kind).toBe('resource');
    expect([...compiled.accounts.keys()]).toEqual(['111122223333']);
  });

  it('lists what it does not understand and goes on', () => {
    const opened = withBucket(
      withRole(smallFleet(), 'gha1', {
        identity: [broken],
        trust: broken,
        boundary: broken,
      }),
      'gha2-spark',
      { policy: broken },
    );
    const withMore: AccessModel = {
      ...opened.model,
      users: [
        {
          arn: 'arn:aws:iam::111122223333:user/ann',
          accountId: '111122223333',
          identity: [],
          boundary: broken,
        },
      ],
      accounts: [
        { accountId: '111122223333', serviceControlPolicies: [[broken]] },
      ],
    };
    const compiled = compileAccessModel(withMore);
    expect(
      compiled.refused.map(({ owner, error }) => [owner, error.code]),
    ).toEqual([
      [role?.arn, 'invalid-effect'],
      [role?.arn, 'invalid-effect'],
      [role?.arn, 'invalid-effect'],
      ['arn:aws:iam::111122223333:user/ann', 'invalid-effect'],
      ['gha2-spark', 'invalid-effect'],
      ['111122223333', 'invalid-effect'],
    ]);
    expect(compiled.roles.get(role?.arn ?? '')?.unknown).toEqual([
      'trust',
      'identity',
      'boundary',
    ]);
    expect(compiled.users.values().next().value?.unknown).toEqual(['boundary']);
    expect(compiled.buckets.get('gha2-spark')?.isPolicyUnknown).toBe(true);
    expect(compiled.accounts.get('111122223333')).toMatchObject({
      scp: [],
      isScpUnknown: true,
    });
  });

  it('takes what could not be read for not known', () => {
    const gap = (part: 'bucket-policy' | 'bucket-public-access-block') => ({
      part,
      subject: 'gha1-spark',
      cause: 'throttled' as const,
      message: 'slow down',
    });
    const compiled = compileAccessModel({
      ...model,
      gaps: [
        gap('bucket-policy'),
        gap('bucket-public-access-block'),
        {
          ...gap('bucket-policy'),
          part: 'account-public-access-block',
          subject: '111122223333',
        },
      ],
    });
    expect(compiled.buckets.get('gha1-spark')).toMatchObject({
      isPolicyUnknown: true,
      isPublicAccessBlockUnknown: true,
    });
    expect(compiled.gaps).toHaveLength(3);
    expect(compiled.accounts.get('111122223333')).toMatchObject({
      isPublicAccessBlockUnknown: true,
    });
    expect(compiled.buckets.get('gha1-primary')).toMatchObject({
      isPolicyUnknown: false,
      isPublicAccessBlockUnknown: false,
    });
  });

  it('makes users ready like roles, and says what of theirs is not understood', () => {
    const ann = 'arn:aws:iam::111122223333:user/ann';
    const boundary = source('boundary', {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
    });
    const userOf = (...identity: (typeof boundary)[]) =>
      compileAccessModel({
        ...model,
        users: [{ arn: ann, accountId: '111122223333', identity, boundary }],
      }).users.get(ann);
    // The same document twice, for two ends.
    expect(userOf(boundary)).toMatchObject({
      identity: [{ kind: 'identity' }],
      boundary: { kind: 'boundary' },
      unknown: [],
    });
    expect(userOf(broken)?.unknown).toEqual(['identity']);
  });

  it('keeps where a document came from', () => {
    const origin = { file: 'roles.json', line: 3 };
    const compiled = compileAccessModel(
      withRole(smallFleet(), 'gha1', {
        identity: [{ ...source('gha1', ...ownStatements('x')), origin }],
      }).model,
    );
    const of = (arn = '') => compiled.roles.get(arn)?.identity[0];
    expect(of(role?.arn)?.origin).toEqual(origin);
  });

  it('takes what is left out for nothing, and a bucket without a policy for one that has none', () => {
    const bare = compileAccessModel({
      ...model,
      buckets: [{ name: 'bare', accountId: '111122223333' }],
    });
    expect(bare).toMatchObject({
      gaps: [],
      serviceAccounts: [],
      podIdentityAssociations: [],
      arePodIdentityAssociationsKnown: false,
    });
    expect(bare.buckets.get('bare')?.isPolicyUnknown).toBe(false);
  });

  it('uses an earlier compilation for documents that are the same', () => {
    const before = compileAccessModel(model);
    const changed = withRole(smallFleet(), 'gha1', {});
    const same = compileAccessModel(model, before);
    const other = compileAccessModel(changed.model, before);
    const policyOf = (compiled: typeof before) =>
      compiled.roles.get(role?.arn ?? '')?.identity[0];
    expect(policyOf(same)).toBe(policyOf(before));
    expect(policyOf(other)).not.toBe(policyOf(before));
  });

  it('compiles a document once that several share', () => {
    const boundary = source('boundary', {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
    });
    const compiled = compileAccessModel({
      ...model,
      roles: model.roles.map(one => ({ ...one, boundary })),
    });
    const boundaries = [...compiled.roles.values()].map(one => one.boundary);
    expect(new Set(boundaries).size).toBe(1);
    expect(boundaries[0]?.kind).toBe('boundary');
  });
});

import type { AccessModel } from '@corridors/policy-engine';
import {
  ACCOUNT,
  memoRepository,
  platformRole,
  readRepository,
  STRANGER,
} from '../__fixtures__/repository';
import { roleArn, withGrant } from '../__fixtures__/sabotage';
import { predictAccess } from './predictAccess';

const memo = memoRepository();
const WRITE = ['list', 'read', 'write', 'delete'];

const predict = (corridor: string, model: AccessModel = memo.model) =>
  predictAccess({ fleet: memo.fleet, model, corridor });

describe('predictAccess', () => {
  it('rolls row and column up to what is meant and allowed', () => {
    const prediction = predict('clicks');
    expect(prediction.pairs).toEqual([
      {
        identity: 'corridor:clicks',
        resource: 'bucket:clicks-raw',
        intended: WRITE,
        declared: WRITE,
        conditional: [],
      },
      {
        identity: 'corridor:weblogs',
        resource: 'bucket:clicks-raw',
        intended: ['list', 'read'],
        declared: ['list', 'read'],
        conditional: [],
      },
    ]);
    expect(prediction.identities.map(({ id }) => id)).toEqual([
      'corridor:clicks',
      'corridor:weblogs',
    ]);
    expect(prediction.resources.map(({ id }) => id)).toEqual([
      'bucket:clicks-raw',
    ]);
    // Its row: 6 buckets and 5 other roles; its column: 6 others on its bucket, 5 of them on its role.
    expect(prediction.deniedCells).toBe(6 * 5 + 5 + 6 * 5 + 5 - 6);
    expect(prediction.findings).toEqual([]);
    expect(prediction.standingWeaknesses).toEqual([]);
  });

  it('counts a node that switches to the role of the corridor, and its weakness', () => {
    const prediction = predict('gha2');
    expect(prediction.pairs).toContainEqual({
      identity: 'node-role:single1',
      resource: `role:${roleArn('single1_gha2')}`,
      intended: ['assume'],
      declared: ['assume'],
      conditional: [],
    });
    expect(prediction.standingWeaknesses).toHaveLength(1);
  });

  it('tells a leak into the corridor once, for all names, with its cells', () => {
    const model = withGrant(memo.model, roleArn('single1_gha1'), {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: 'arn:aws:s3:::gha2-*',
      Condition: { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
    });
    const { findings, pairs } = predict('gha2', model);
    expect(findings).toMatchObject([
      {
        kind: 'leak',
        cells: [
          'corridor:gha1 list bucket:gha2-primary-1',
          'corridor:gha1 read bucket:gha2-primary-1',
        ],
      },
    ]);
    expect(pairs).toContainEqual({
      identity: 'corridor:gha1',
      resource: 'bucket:gha2-primary-1',
      intended: [],
      declared: ['list', 'read'],
      conditional: [],
    });
    expect(predict('clicks', model).findings).toEqual([]);
  });

  it.each(['gha1', 'gha2', 'clicks', 'weblogs'])(
    'tells %s of a role of the platform by which others reach all corridors',
    corridor => {
      const ops = platformRole(
        `arn:aws:iam::${ACCOUNT}:role/ops`,
        [
          {
            Effect: 'Allow',
            Principal: { AWS: STRANGER },
            Action: 'sts:AssumeRole',
          },
        ],
        [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      );
      const { fleet, model } = readRepository([...memo.files, ops]);
      expect(predictAccess({ fleet, model, corridor }).findings).toMatchObject([
        { kind: 'leak', corridors: ['clicks', 'gha1', 'gha2', 'weblogs'] },
      ]);
    },
  );

  it('shows what hangs on a key that is not known', () => {
    const model = withGrant(memo.model, roleArn('single1_gha1'), {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha2-primary-1/*',
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    });
    const { pairs, findings } = predict('gha2', model);
    expect(pairs).toContainEqual(
      expect.objectContaining({
        identity: 'corridor:gha1',
        conditional: ['read'],
      }),
    );
    expect(findings.map(({ kind }) => kind)).toEqual(['unproven']);
  });

  it('names what the repository does not declare', () => {
    const { notCovered } = predict('gha1', {
      ...memo.model,
      buckets: memo.model.buckets.filter(({ name }) => name !== 'gha-common-1'),
    });
    expect(notCovered).toContain(
      'The GitOps repository does not declare the bucket gha-common-1.',
    );
  });

  it('refuses a corridor that does not exist', () => {
    expect(() => predict('nobody')).toThrow('no corridor nobody');
  });
});

import { environmentFile, fleetOf } from '../__fixtures__/memo';
import { deriveNames } from './deriveNames';
import { bucketNameFault } from './limits';

const GHA1 = {
  name: 'gha1',
  buckets: [{ name: 'primary' }, { name: 'spark' }],
};

describe('deriveNames', () => {
  it('derives every name by the standard patterns', () => {
    const [environment] = fleetOf(environmentFile('single1')).environments;
    expect(environment && deriveNames(GHA1, environment)).toEqual({
      namespace: 'gha1',
      serviceAccount: 'gha1',
      roleName: 'single1_gha1',
      roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
      policyName: 'single1_gha1',
      policyArn: 'arn:aws:iam::111122223333:policy/corridors/single1_gha1',
      bucketPrefix: 'gha1-',
      buckets: [
        {
          bucket: 'primary',
          name: 'gha1-primary',
          arn: 'arn:aws:s3:::gha1-primary',
        },
        { bucket: 'spark', name: 'gha1-spark', arn: 'arn:aws:s3:::gha1-spark' },
      ],
    });
  });

  it('follows the patterns and the partition of the environment', () => {
    const [environment] = fleetOf(
      environmentFile('lab', {
        aws: '{ accountId: "111122223333", region: cn-north-1, partition: aws-cn, awsNamespace: x, roleNamePattern: "{corridor}.role", bucketNamePattern: "acme-{corridor}-{bucket}-{accountId}-{region}-an" }',
        nodeRole: '{ arn: "arn:aws-cn:iam::111122223333:role/lab" }',
      }),
    ).environments;
    expect(environment && deriveNames(GHA1, environment)).toMatchObject({
      roleArn: 'arn:aws-cn:iam::111122223333:role/gha1.role',
      bucketPrefix: 'acme-gha1-',
      buckets: [
        {
          name: 'acme-gha1-primary-111122223333-cn-north-1-an',
          arn: 'arn:aws-cn:s3:::acme-gha1-primary-111122223333-cn-north-1-an',
        },
        { name: 'acme-gha1-spark-111122223333-cn-north-1-an' },
      ],
    });
  });
});

describe('bucketNameFault', () => {
  it.each([
    ['a'.repeat(63), 'nothing'],
    ['a'.repeat(64), 'has 64 characters'],
    ['ab', 'has 2 characters'],
    ['sthree-data', 'begins with sthree-'],
    ['amzn-s3-demo-x', 'begins with amzn-s3-demo-'],
    ['xn--data', 'begins with xn--'],
    ['data-s3alias', 'ends with -s3alias'],
    ['data--x-s3', 'ends with --x-s3'],
    ['data.raw', 'lower-case letters, digits and hyphens'],
  ])('judges %s', (name, fault) => {
    expect(bucketNameFault(name) ?? 'nothing').toContain(fault);
  });
});

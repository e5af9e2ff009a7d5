import {
  Json,
  roleArn,
  source,
  withBucket,
  withRole,
} from '../__fixtures__/smallFleet';
import {
  allow,
  gha1With,
  gha2Opened,
  told,
  trespassesOf,
} from '../__fixtures__/tell';
import { literalBucketOf } from './resourceNames';

const BUCKET = 'arn:aws:s3:::gha2-primary';
const IN_VPC = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
const { Condition: _, ...anywhere } = allow({});

const grant = (over: Json): Json => ({
  ...anywhere,
  Principal: { AWS: roleArn('gha1') },
  ...over,
});

describe('literalBucketOf', () => {
  it.each([
    [BUCKET, 'gha2-primary'],
    [`${BUCKET}/data/*`, 'gha2-primary'],
    [`${BUCKET}*`, undefined],
    [`${BUCKET.slice(0, -1)}?/x`, undefined],
    ['arn:aws:s3:::${aws:username}/x', undefined],
    ['arn:*:s3:::gha2-primary/x', undefined],
    [roleArn('gha2'), undefined],
  ])('tells the bucket that %s spells out: %s', (pattern, bucket) => {
    expect(literalBucketOf(pattern, 'arn:aws:s3:::')).toBe(bucket);
  });
});

describe('findTrespasses on what a pattern spells out', () => {
  it('finds the objects that the policy of the bucket leaves open', () => {
    const policy = source('gha2-primary', {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      NotResource: `${BUCKET}/data/*`,
    });
    const fleet = gha1With(allow({ Resource: `${BUCKET}/*` }));
    expect(told(withBucket(fleet, 'gha2-primary', { policy }))).toEqual([
      `bucket s3:GetObject ${BUCKET}/* of gha2: allow`,
    ]);
  });

  it('tells of the role what is open by its own policy and that of the bucket together', () => {
    const own = allow({
      Action: 's3:ListBucket',
      Resource: BUCKET,
      Condition: IN_VPC,
    });
    const policy = source(
      'gha2-primary',
      grant({ Action: 's3:ListBucket', Resource: BUCKET }),
    );
    expect(
      trespassesOf(withBucket(gha1With(own), 'gha2-primary', { policy })).map(
        ({ region }) => region.verdict,
      ),
    ).toEqual(['allow', 'allow']);
  });

  it('tells of the role what is open by its own policy and the trust of the other together', () => {
    const own = allow({
      Action: 'sts:AssumeRole',
      Resource: roleArn('gha2'),
      Condition: IN_VPC,
    });
    const { Resource: __, ...trusted } = grant({ Action: 'sts:AssumeRole' });
    const trust = source('trust', trusted);
    expect(
      trespassesOf(withRole(gha1With(own), 'gha2', { trust })).map(
        ({ region }) => region.verdict,
      ),
    ).toEqual(['allow', 'allow']);
  });

  it.each([`${BUCKET.slice(0, -1)}z`, 'arn:aws:s3:::gha2-spark/*'])(
    'tells nothing of what the policy of a bucket says of %s',
    elsewhere => {
      expect(
        told(gha2Opened(grant({ Resource: [`${BUCKET}/data/*`, elsewhere] }))),
      ).toEqual([`bucket s3:GetObject ${BUCKET}/data/* of gha2: allow`]);
    },
  );
});

import { aRole, OWN, policy, statement } from '../__fixtures__/documents';
import { evaluate } from '..';

const BUCKET = 'arn:aws:s3:::gha1-primary';

function allows(granted: string, on: string, action: string, resource: string) {
  const identity = [
    policy('identity', statement({ Action: granted, Resource: on })),
  ];
  return (
    evaluate(
      { principal: aRole(), action, resource, resourceAccount: OWN },
      { identity },
      { contextComplete: true },
    ).verdict === 'allow'
  );
}

describe('AWS: "Writing IAM policies: grant access to user-specific folders", ListAllMyBuckets', () => {
  it.each([
    ['*', 'allow'],
    ['arn:aws:s3:::*', 'allow'],
    ['arn:*:s3:::*', 'allow'],
    ['arn:aws:s3:::gha1-*', 'deny'],
    ['arn:aws:s3:::*/*', 'deny'],
    ['arn:aws-cn:s3:::*', 'deny'],
  ])('is granted on %s: %s', (Resource, verdict) => {
    const request = {
      principal: aRole(),
      action: 's3:ListAllMyBuckets',
      resource: '*',
    };
    const identity = [policy('identity', statement({ Resource }))];
    expect(
      evaluate(request, { identity }, { contextComplete: true }).verdict,
    ).toBe(verdict);
  });
});

/** The action that guards each call, and the resource that it is asked for on. */
describe('AWS: "Required permissions for Amazon S3 API operations"', () => {
  it.each<[call: string, action: string, resource: string]>([
    ['ListObjectsV2', 's3:ListBucket', BUCKET],
    ['HeadBucket', 's3:ListBucket', BUCKET],
    ['GetObject', 's3:GetObject', `${BUCKET}/a`],
    ['HeadObject', 's3:GetObject', `${BUCKET}/a`],
    ['GetObject of a version', 's3:GetObjectVersion', `${BUCKET}/a`],
    ['PutObject', 's3:PutObject', `${BUCKET}/a`],
    ['UploadPart', 's3:PutObject', `${BUCKET}/a`],
    ['AbortMultipartUpload', 's3:AbortMultipartUpload', `${BUCKET}/a`],
    ['DeleteObject', 's3:DeleteObject', `${BUCKET}/a`],
    ['DeleteObject of a version', 's3:DeleteObjectVersion', `${BUCKET}/a`],
    ['PutBucketPolicy', 's3:PutBucketPolicy', BUCKET],
  ])('%s needs %s on %s and nothing else', (_, action, resource) => {
    const others = [
      's3:ListBucket',
      's3:GetObject',
      's3:GetObjectVersion',
      's3:PutObject',
      's3:AbortMultipartUpload',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:PutBucketPolicy',
    ].filter(other => other !== action);
    expect(allows(action, resource, action, resource)).toBe(true);
    for (const other of others) {
      expect([other, allows(other, '*', action, resource)]).toEqual([
        other,
        false,
      ]);
    }
  });

  it.each<[on: string, resource: string, expected: boolean]>([
    [BUCKET, `${BUCKET}/a`, false],
    [`${BUCKET}/*`, BUCKET, false],
    [`${BUCKET}*`, BUCKET, true],
    [`${BUCKET}*`, `${BUCKET}/a`, true],
    ['arn:aws:s3:::gha1-*', `${BUCKET}/a`, true],
  ])('a grant on %s covers %s: %s', (on, resource, expected) => {
    expect(allows('s3:*', on, 's3:GetObject', resource)).toBe(expected);
  });
});

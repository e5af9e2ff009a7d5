import { describeAwsFailure } from './awsFailure';

function thrown(
  name: string,
  httpStatusCode?: number,
  message: string = name,
): Error {
  return Object.assign(new Error(message), {
    name,
    ...(httpStatusCode === undefined ? {} : { $metadata: { httpStatusCode } }),
  });
}

describe('describeAwsFailure', () => {
  it.each([
    [
      thrown('AccessDenied', 403, 'User: portal is not authorized'),
      'forbidden',
      'Needs iam:GetRole on gha1: User: portal is not authorized',
    ],
    [thrown('AccessDeniedException', 400), 'forbidden', undefined],
    [
      thrown('ExpiredToken', 400),
      'credentials',
      "AWS refused the portal's credentials (ExpiredToken) for iam:GetRole on gha1: ExpiredToken",
    ],
    [thrown('InvalidClientTokenId', 403), 'credentials', undefined],
    [thrown('SignatureDoesNotMatch', 403), 'credentials', undefined],
    [thrown('RequestTimeTooSkewed', 403), 'credentials', undefined],
    [thrown('CredentialsProviderError'), 'credentials', undefined],
    [
      thrown('Throttling', 400),
      'throttled',
      'AWS limits the rate of iam:GetRole on gha1',
    ],
    [thrown('SlowDown', 503), 'throttled', undefined],
    [thrown('UnknownError', 429), 'throttled', undefined],
    [
      thrown('InternalFailure', 500),
      'unreachable',
      'IAM does not answer: HTTP 500, InternalFailure',
    ],
    [
      Object.assign(new Error(''), {
        name: 'AggregateError',
        code: 'ECONNREFUSED',
      }),
      'unreachable',
      'IAM does not answer: ECONNREFUSED',
    ],
    [
      thrown('AbortError'),
      'unreachable',
      'IAM does not answer: nothing came in time',
    ],
    [
      new DOMException('x', 'TimeoutError'),
      'unreachable',
      'IAM does not answer: nothing came in time',
    ],
    [
      thrown('ValidationError', 400, 'bad name'),
      'unexpected',
      'iam:GetRole on gha1: HTTP 400, ValidationError: bad name',
    ],
    [
      thrown('SyntaxError', 404, 'not JSON\n  Deserialization error: hints'),
      'unexpected',
      'iam:GetRole on gha1: HTTP 404, SyntaxError: not JSON',
    ],
    ['boom', 'unreachable', 'IAM does not answer: boom'],
  ])('reads %s as %s', (error, kind, message) => {
    const failure = describeAwsFailure(error, 'iam:GetRole', 'gha1');
    expect(failure.kind).toBe(kind);
    expect(failure.message).toBe(message ?? failure.message);
  });

  it('names S3 where S3 does not answer', () => {
    expect(
      describeAwsFailure(thrown('TimeoutError'), 's3:GetBucketPolicy', 'b')
        .message,
    ).toMatch(/^S3 does not answer/);
  });
});

import { classifyDriverLog } from './classifyDriverLog';

const AT = '2026-11-23T12:00:00.000Z';
const ROLE = 'arn:aws:sts::111122223333:assumed-role/single1_gha1/spark';

describe('classifyDriverLog', () => {
  it.each([
    // AWS SDK for Java, version 1, writes an error code; version 2 does not.
    [
      'expired',
      'AmazonS3Exception: The provided token has expired. (Service: Amazon S3; Status Code: 400; Error Code: ExpiredToken)',
    ],
    [
      'expired',
      'S3Exception: The provided token has expired. (Service: S3, Status Code: 400, Request ID: X)',
    ],
    ['expired', 'The security token included in the request is expired'],
    [
      'denied',
      'AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
    ],
    [
      'denied',
      'java.nio.file.AccessDeniedException: s3a://gha2-primary/x: getFileStatus',
    ],
    [
      'denied',
      `User: ${ROLE} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::gha2-primary/x"`,
    ],
    [
      'denied',
      'S3Exception: null (Service: S3, Status Code: 403, Request ID: X)',
    ],
    [
      'identity',
      'InvalidIdentityTokenException: No OpenIDConnect provider found in your account for https://oidc (Service: Sts, Status Code: 400)',
    ],
    ['identity', 'Incorrect token audience'],
    [
      'identity',
      "Couldn't retrieve verification key from your identity provider",
    ],
    [
      'identity',
      'StsException: Not authorized to perform sts:AssumeRoleWithWebIdentity (Service: Sts, Status Code: 403)',
    ],
    [
      'assume',
      `StsException: User: arn:aws:sts::111122223333:assumed-role/single1_instance/i-0 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/single1_gha1 (Service: Sts, Status Code: 403)`,
    ],
    [
      'none',
      'NoAwsCredentialsException: SimpleAWSCredentialsProvider: No AWS credentials in the Hadoop configuration',
    ],
    [
      'none',
      'NoAuthWithAWSException: No AWS Credentials provided by TemporaryAWSCredentialsProvider',
    ],
    [
      'none',
      'SdkClientException: Unable to load credentials from any of the providers in the chain',
    ],
    [
      'none',
      'The AWS Access Key Id you provided does not exist (Error Code: InvalidAccessKeyId)',
    ],
    [
      'chain',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    ],
    [
      'chain',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [
      'memory',
      'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
    ],
    ['memory', 'GC overhead limit exceeded'],
    ['memory', 'Container killed on request. Exit code is 137'],
  ])('finds %s in: %s', (kind, line) => {
    expect(
      classifyDriverLog(`starting\n${line}\n\tat org.apache.Foo\n`, AT),
    ).toMatchObject({ state: 'found', class: kind, line });
  });

  it('finds nothing in a log that tells of something else', () => {
    expect(
      classifyDriverLog('java.lang.IllegalArgumentException: column x\n', AT),
    ).toEqual({ state: 'nothing', readAt: AT });
    expect(classifyDriverLog('', AT)).toEqual({ state: 'nothing', readAt: AT });
  });

  it('prefers the line that names the caller, and tells the role', () => {
    const log = `AccessDenied 1\nUser: ${ROLE} is not authorized to perform: s3:GetObject\nAccessDenied 2`;
    expect(classifyDriverLog(log, AT)).toMatchObject({
      class: 'denied',
      principalRole: 'single1_gha1',
      line: expect.stringContaining('User:'),
    });
  });

  it('reads the role in other partitions', () => {
    const log =
      'User: arn:aws-us-gov:sts::111122223333:assumed-role/role.x/s is not authorized to perform: s3:GetObject';
    expect(classifyDriverLog(log, AT)).toMatchObject({
      principalRole: 'role.x',
    });
  });

  it('cuts long lines and redacts before it cuts', () => {
    const finding = classifyDriverLog(
      `AccessDenied ${'x'.repeat(480)} AKIAIOSFODNN7EXAMPLE ${'y'.repeat(
        10_000,
      )}`,
      AT,
    );
    expect(finding).toMatchObject({ state: 'found' });
    expect('line' in finding && finding.line.length).toBe(500);
    expect(JSON.stringify(finding)).not.toContain('AKIA');
  });
});

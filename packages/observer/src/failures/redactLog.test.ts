import { redactLog } from './redactLog';

describe('redactLog', () => {
  it.each([
    ['an access key', 'key AKIAIOSFODNN7EXAMPLE used', 'key [redacted] used'],
    ['a temporary access key', 'ASIAIOSFODNN7EXAMPLE', '[redacted]'],
    [
      'a signed URL',
      'GET https://b.s3.amazonaws.com/k?X-Amz-Credential=AK%2F2026&X-Amz-Security-Token=FwoG%2F&X-Amz-Signature=ab12&other=1',
      'GET https://b.s3.amazonaws.com/k?X-Amz-Credential=[redacted]&X-Amz-Security-Token=[redacted]&X-Amz-Signature=[redacted]&other=1',
    ],
    [
      'a JSON web token',
      'sent eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl here',
      'sent [redacted] here',
    ],
    [
      'a bearer token',
      'Authorization: Bearer abc.def-123',
      'Authorization: [redacted] [redacted]',
    ],
    [
      'a secret of a configuration',
      'fs.s3a.secret.key=wJalrXUtnFEMI/K7MDENG',
      'fs.s3a.secret.key=[redacted]',
    ],
    [
      'an access key of a configuration',
      'fs.s3a.access.key=whatever-it-is',
      'fs.s3a.access.key=[redacted]',
    ],
    [
      'a session token of a configuration',
      'fs.s3a.session.token: FwoGZXIvYXdz',
      'fs.s3a.session.token: [redacted]',
    ],
    [
      'a secret in JSON',
      '{"SecretAccessKey":"wJalr","password": "hunter2"}',
      '{"SecretAccessKey":"[redacted]","password": "[redacted]"}',
    ],
  ])('hides %s', (_, line, expected) => {
    expect(redactLog(line)).toBe(expected);
  });

  it.each([
    'User: arn:aws:sts::111122223333:assumed-role/single1_gha1/spark is not authorized to perform: s3:GetObject',
    'The provided token has expired.',
    'The security token included in the request is expired',
    'InvalidIdentityTokenException: No OpenIDConnect provider found in your account',
    'Incorrect token audience',
    'java.nio.file.AccessDeniedException: s3a://gha2-primary/x: getFileStatus on s3a://gha2-primary/x',
  ])('leaves what explains the failure: %s', line => {
    expect(redactLog(line)).toBe(line);
  });
});

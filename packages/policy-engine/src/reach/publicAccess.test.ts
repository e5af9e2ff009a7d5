import { compilePolicy } from '../documents/compilePolicy';
import { isCertainlyPublic } from './publicAccess';
import { Json, OWN } from './__fixtures__/smallFleet';

const isPublic = (over: Json) =>
  isCertainlyPublic(
    compilePolicy(
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha1-primary/*',
          ...over,
        },
      },
      { kind: 'resource', name: 'bucket' },
    ),
  );

/** Source: "Blocking public access to your Amazon S3 storage", the meaning of "public". */
describe('isCertainlyPublic', () => {
  it.each<[boolean, string, Json]>([
    [true, 'everybody', {}],
    [true, 'everybody of AWS', { Principal: { AWS: '*' } }],
    [
      true,
      'everybody with TLS',
      { Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    [false, 'an account', { Principal: { AWS: OWN } }],
    [false, 'a Deny', { Effect: 'Deny' }],
    [
      false,
      'everybody of a network',
      { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    ],
    [
      false,
      'everybody of an endpoint',
      { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
    ],
    [
      false,
      'everybody of an organisation',
      { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
  ])('%s: %s', (expected, _, over) => {
    expect(isPublic(over)).toBe(expected);
  });
});

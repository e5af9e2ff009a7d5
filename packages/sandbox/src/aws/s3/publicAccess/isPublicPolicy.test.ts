import { isPublicPolicy } from './isPublicPolicy';

const allow = (more: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Principal: '*',
      ...more,
    },
  });

const when = (operator: string, key: string, value: string | string[]) =>
  allow({ Condition: { [operator]: { [key]: value } } });

it.each([
  ['everyone', allow({}), true],
  ['everyone, written as AWS', allow({ Principal: { AWS: ['*'] } }), true],
  [
    'everyone but some',
    allow({ Principal: undefined, NotPrincipal: { AWS: '1' } }),
    true,
  ],
  ['an account', allow({ Principal: { AWS: '111122223333' } }), false],
  ['a service', allow({ Principal: { Service: 'ec2.amazonaws.com' } }), false],
  ['nobody', allow({ Effect: 'Deny' }), false],
  [
    'an account by condition',
    when('StringEquals', 'aws:PrincipalAccount', '111122223333'),
    false,
  ],
  ['an organisation', when('StringEquals', 'AWS:principalOrgId', 'o-1'), false],
  [
    'all but an account',
    when('StringNotEquals', 'aws:PrincipalAccount', '111122223333'),
    true,
  ],
  ['any account', when('StringLike', 'aws:PrincipalAccount', '*'), true],
  ['a network', when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), false],
  [
    'half of the internet',
    when('IpAddress', 'aws:SourceIp', '0.0.0.0/1'),
    true,
  ],
  [
    'a network or the internet',
    when('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '0.0.0.0/0']),
    true,
  ],
  [
    'an IPv6 network',
    when('IpAddress', 'aws:SourceIp', '2001:db8::/32'),
    false,
  ],
  ['a variable', when('StringEquals', 'aws:userid', '${aws:userid}'), true],
  [
    'a key that everyone can set',
    when('StringEquals', 'aws:UserAgent', 'me'),
    true,
  ],
])('calls a policy public that lets in %s: %#', (_, document, isPublic) => {
  expect(isPublicPolicy(document)).toBe(isPublic);
});

import {
  base,
  refusal,
  RefusalRow,
  S,
  withCondition,
  wrap,
} from '../__fixtures__/refusals';
import { compilePolicy, DocumentKind } from '..';

describe('compilePolicy refuses', () => {
  it.each<RefusalRow>([
    ['text that is not JSON', '{', 'identity', 'invalid-json', ''],
    [
      'a key named twice',
      '{"Version":"2012-10-17","Statement":[],"Version":"2008-10-17"}',
      'identity',
      'duplicate-key',
      'Version',
    ],
    [
      'a key named twice with an escape',
      '{"Id":"a","\\u0049d":"b","Statement":[]}',
      'identity',
      'duplicate-key',
      'Id',
    ],
    ['a list', [], 'identity', 'invalid-type', ''],
    ['null', null, 'identity', 'invalid-type', ''],
    [
      'an unknown element',
      { ...wrap({}), Foo: 1 },
      'identity',
      'unknown-element',
      'Foo',
    ],
    [
      'an element in the wrong case',
      { version: '2012-10-17', Statement: base },
      'identity',
      'unknown-element',
      'version',
    ],
    [
      'an unknown version',
      { Version: '2012-10-18', Statement: base },
      'identity',
      'invalid-version',
      'Version',
    ],
    [
      'an Id that is no text',
      { Id: 1, Statement: base },
      'identity',
      'invalid-type',
      'Id',
    ],
    [
      'no statement',
      { Version: '2012-10-17' },
      'identity',
      'missing-element',
      'Statement',
    ],
    [
      'an empty list of statements',
      { Statement: [] },
      'identity',
      'empty',
      'Statement',
    ],
    [
      'a statement that is text',
      { Statement: 'x' },
      'identity',
      'invalid-type',
      'Statement',
    ],
    [
      'a statement that is a list',
      { Statement: [[]] },
      'identity',
      'invalid-type',
      S,
    ],
    [
      'an unknown statement element',
      wrap({ Resources: '*' }),
      'identity',
      'unknown-element',
      `${S}.Resources`,
    ],
    [
      'an inherited name as an element',
      wrap({ constructor: '*' }),
      'identity',
      'unknown-element',
      `${S}.constructor`,
    ],
    [
      'no effect',
      wrap({}, ['Effect']),
      'identity',
      'missing-element',
      `${S}.Effect`,
    ],
    [
      'an effect in the wrong case',
      wrap({ Effect: 'allow' }),
      'identity',
      'invalid-effect',
      `${S}.Effect`,
    ],
    [
      'a Sid that is no text',
      wrap({ Sid: 1 }),
      'identity',
      'invalid-type',
      `${S}.Sid`,
    ],
    [
      'a Sid used twice',
      {
        Statement: [
          { ...base, Sid: 'A' },
          { ...base, Sid: 'A' },
        ],
      },
      'identity',
      'duplicate-sid',
      'Statement[1].Sid',
    ],
    ['no action', wrap({}, ['Action']), 'identity', 'missing-element', S],
    [
      'both Action and NotAction',
      wrap({ NotAction: 's3:*' }),
      'identity',
      'conflicting-elements',
      S,
    ],
    [
      'an empty list of actions',
      wrap({ Action: [] }),
      'identity',
      'empty',
      `${S}.Action`,
    ],
    [
      'an action that is a number',
      wrap({ Action: ['s3:*', 1] }),
      'identity',
      'invalid-type',
      `${S}.Action[1]`,
    ],
    [
      'an action without a service',
      wrap({ Action: 'GetObject' }),
      'identity',
      'malformed-action',
      `${S}.Action`,
    ],
    [
      'an action with a space',
      wrap({ Action: ['s3:Get Object'] }),
      'identity',
      'malformed-action',
      `${S}.Action[0]`,
    ],
    [
      'an action with a letter that is K in lower case only',
      wrap({ Action: 's3:ListBuc\u212Aet' }),
      'identity',
      'malformed-action',
      `${S}.Action`,
    ],
    [
      'an action with two colons',
      wrap({ Action: 's3:a:b' }),
      'identity',
      'malformed-action',
      `${S}.Action`,
    ],
    [
      'a wildcard within the service',
      wrap({ Action: 's*:GetObject' }),
      'identity',
      'malformed-action',
      `${S}.Action`,
    ],
    ['no resource', wrap({}, ['Resource']), 'identity', 'missing-element', S],
    [
      'both Resource and NotResource',
      wrap({ NotResource: '*' }),
      'identity',
      'conflicting-elements',
      S,
    ],
    [
      'a resource that is no ARN',
      wrap({ Resource: 'gha1-*' }),
      'identity',
      'malformed-arn',
      `${S}.Resource`,
    ],
    [
      'an ARN with too few parts',
      wrap({ Resource: ['*', 'arn:aws:s3:*'] }),
      'identity',
      'malformed-arn',
      `${S}.Resource[1]`,
    ],
    [
      'an ARN without a resource',
      wrap({ Resource: 'arn:aws:s3:::' }),
      'identity',
      'malformed-arn',
      `${S}.Resource`,
    ],
    [
      'an ARN with a wildcard service',
      wrap({ Resource: 'arn:aws:*:::x' }),
      'identity',
      'malformed-arn',
      `${S}.Resource`,
    ],
    ...['2012-10-17', '2008-10-17'].map(
      (Version): RefusalRow => [
        `what only ends as an ARN, in version ${Version}`,
        { ...wrap({ Resource: ['*', 'xarn:aws:s3:::a'] }), Version },
        'identity',
        'malformed-arn',
        `${S}.Resource[1]`,
      ],
    ),
    [
      'a variable in the place of the account',
      wrap({ Resource: 'arn:aws:iam::${aws:PrincipalAccount}:role/x' }),
      'identity',
      'malformed-arn',
      `${S}.Resource`,
    ],
    [
      'a variable in the place of the region',
      wrap({ NotResource: 'arn:aws:s3:${a:b}::x' }, ['Resource']),
      'identity',
      'malformed-arn',
      `${S}.NotResource`,
    ],
    [
      'an ARN whose parts are only colons of variables',
      wrap({ Resource: 'arn:aws:s3:${a:b}:${c:d}' }),
      'identity',
      'malformed-arn',
      `${S}.Resource`,
    ],
    [
      'a variable that is not closed',
      wrap({ Resource: 'arn:aws:s3:::a/${aws:username' }),
      'identity',
      'malformed-variable',
      `${S}.Resource`,
    ],
    [
      'an empty variable',
      wrap({ Resource: 'arn:aws:s3:::a/${}' }),
      'identity',
      'malformed-variable',
      `${S}.Resource`,
    ],
    ...['aws:user name', 'aws:PrincipalTag/team ', '/aws:username'].map(
      (name): RefusalRow => [
        `a variable with spaces or slashes where none can be: "${name}"`,
        wrap({ Resource: `arn:aws:s3:::a/\${${name}}` }),
        'identity',
        'malformed-variable',
        `${S}.Resource`,
      ],
    ),
    [
      'a variable without a prefix',
      wrap({ Resource: 'arn:aws:s3:::a/${username}' }),
      'identity',
      'malformed-variable',
      `${S}.Resource`,
    ],
  ])('%s', (_, document, kind, code, path) => {
    expect(refusal(document, kind)).toEqual([code, path]);
  });
});

describe('compilePolicy accepts', () => {
  it.each<[string, unknown, DocumentKind]>([
    ['an object', wrap({}), 'identity'],
    ['JSON text', JSON.stringify(wrap({}), undefined, 2), 'identity'],
    [
      'JSON text that repeats a key in different objects',
      JSON.stringify({ Statement: [base, base] }),
      'identity',
    ],
    [
      'JSON text whose values look like keys',
      '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Sid":"Sid"}}',
      'identity',
    ],
    [
      'JSON text with escaped quotes',
      '{"Id":"a\\",\\"Id\\":\\"x","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}',
      'identity',
    ],
    ['a single statement', { Statement: base }, 'scp'],
    ['an Id', { Id: 'x', Statement: base }, 'boundary'],
    [
      'empty Sids',
      {
        Statement: [
          { ...base, Sid: '' },
          { ...base, Sid: '' },
        ],
      },
      'identity',
    ],
    ['an empty condition', withCondition({}), 'session'],
    [
      'a dollar sign without braces',
      wrap({ Resource: 'arn:aws:s3:::a/$x' }),
      'identity',
    ],
    [
      'everything that looks like a variable in version 2008-10-17',
      {
        Version: '2008-10-17',
        Statement: { ...base, Resource: 'arn:aws:s3:::a/${' },
      },
      'identity',
    ],
    [
      'a trust policy',
      wrap(
        {
          Action: 'sts:AssumeRole',
          Principal: { Service: 'ec2.amazonaws.com' },
        },
        ['Resource'],
      ),
      'trust',
    ],
    [
      'a provider by its domain',
      wrap({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }, [
        'Resource',
      ]),
      'trust',
    ],
    [
      'a SAML provider',
      wrap(
        {
          Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/x' },
        },
        ['Resource'],
      ),
      'trust',
    ],
    [
      'a key of an issuer with port and path',
      withCondition({ StringEquals: { 'localhost:8181/id/x:sub': 'c' } }),
      'identity',
    ],
  ])('%s', (_, document, kind) => {
    expect(refusal(document, kind)).toBeUndefined();
  });

  it('and keeps kind, name and origin, and nothing to see of the rest', () => {
    const origin = { file: 'aws/policy.yaml', line: 7 };
    expect(
      compilePolicy(wrap({}), { kind: 'identity', name: 'gha1', origin }),
    ).toEqual({ kind: 'identity', name: 'gha1', origin });
  });
});

it('names place and problem in the message', () => {
  expect(() =>
    compilePolicy(wrap({ Action: 'GetObject' }), {
      kind: 'identity',
      name: 'p',
    }),
  ).toThrow(
    'Statement[0].Action: "GetObject" is not an action; expected service:Action, such as s3:GetObject',
  );
});

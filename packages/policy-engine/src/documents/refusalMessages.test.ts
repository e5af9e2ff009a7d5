import { withCondition, withPrincipal, wrap } from '../__fixtures__/refusals';
import { compilePolicy, DocumentKind, PolicyParseError } from '..';

const S = 'Statement[0]';
const condition = (operator: string, value: unknown) =>
  withCondition({ [operator]: { 'a:b': value } });

type Row = [document: unknown, kind: DocumentKind, message: string];

/** Each says what was found, where, and what is expected. */
const ROWS: Row[] = [
  [null, 'identity', 'expected an object, got null'],
  [[], 'identity', 'expected an object, got a list'],
  [1, 'identity', 'expected an object, got a value of type number'],
  [
    { ...wrap({}), Foo: 1 },
    'identity',
    'Foo: "Foo" is not an element of a policy',
  ],
  [
    { Version: '2020', Statement: [] },
    'identity',
    'Version: "2020" is not a policy version',
  ],
  [
    { ...wrap({}), Version: 2012 },
    'identity',
    'Version: a value of type number is not a policy version',
  ],
  [{ ...wrap({}), Id: 1 }, 'identity', 'Id: expected a string'],
  [{}, 'identity', 'Statement: the policy has no statement'],
  [{ Statement: [] }, 'identity', 'Statement: the policy has no statement'],
  [
    { Statement: 'x' },
    'identity',
    'Statement: expected a statement or a list of statements',
  ],
  [
    { Statement: ['x'] },
    'identity',
    `${S}: expected an object, got a value of type string`,
  ],
  [
    wrap({ Foo: 1 }),
    'identity',
    `${S}.Foo: "Foo" is not an element of a statement`,
  ],
  [
    wrap({}, ['Effect']),
    'identity',
    `${S}.Effect: the statement has no Effect`,
  ],
  [
    wrap({ Effect: 'Permit' }),
    'identity',
    `${S}.Effect: expected "Allow" or "Deny", got "Permit"`,
  ],
  [
    wrap({ Effect: ['Allow'] }),
    'identity',
    `${S}.Effect: expected "Allow" or "Deny", got a list`,
  ],
  [wrap({ Sid: 1 }), 'identity', `${S}.Sid: expected a string`],
  [
    {
      Statement: [0, 1].map(() => ({
        Sid: 'A',
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
      })),
    },
    'identity',
    'Statement[1].Sid: "A" names two statements of one policy',
  ],
  [
    wrap({ NotAction: 's3:*' }),
    'identity',
    `${S}: holds both Action and NotAction`,
  ],
  [
    wrap({}, ['Action']),
    'identity',
    `${S}: the statement has neither Action nor NotAction`,
  ],
  [
    wrap({}, ['Resource']),
    'identity',
    `${S}: the statement has neither Resource nor NotResource`,
  ],
  [
    wrap({}),
    'resource',
    `${S}: the statement has neither Principal nor NotPrincipal`,
  ],
  [
    withPrincipal('*'),
    'boundary',
    `${S}.Principal: a policy of kind "boundary" names no principal: it applies to who it is attached to`,
  ],
  [
    withPrincipal('*'),
    'trust',
    `${S}.Resource: a trust policy names no resource: it is about the role it belongs to`,
  ],
  [
    wrap({ NotPrincipal: '*' }, ['Resource']),
    'trust',
    `${S}.NotPrincipal: a trust policy cannot hold NotPrincipal`,
  ],
  [
    wrap({ NotPrincipal: '*' }),
    'resource',
    `${S}.NotPrincipal: NotPrincipal cannot be used with the effect Allow`,
  ],
  [
    wrap({ Action: [] }),
    'identity',
    `${S}.Action: the list is empty; give at least one value`,
  ],
  [
    wrap({ Action: ['s3:*', 1] }),
    'identity',
    `${S}.Action[1]: expected a string, got a value of type number`,
  ],
  [
    wrap({ Action: [null] }),
    'identity',
    `${S}.Action[0]: expected a string, got null`,
  ],
  [
    wrap({ Action: [['s3:*']] }),
    'identity',
    `${S}.Action[0]: expected a string, got a list`,
  ],
  [
    wrap({ Action: 'GetObject' }),
    'identity',
    `${S}.Action: "GetObject" is not an action; expected service:Action, such as s3:GetObject`,
  ],
  [
    wrap({ Resource: 'gha1' }),
    'identity',
    `${S}.Resource: "gha1" is not a resource; expected "*" or an ARN with six parts, its service spelled out and variables in the last part alone`,
  ],
  [withPrincipal({}), 'resource', `${S}.Principal: names no principal`],
  [
    withPrincipal({ CanonicalUser: 'x' }),
    'resource',
    `${S}.Principal.CanonicalUser: "CanonicalUser" principals are not understood; use AWS, Federated or Service`,
  ],
  [
    withPrincipal({ AWS: 'arn:aws:iam::111122223333:group/g' }),
    'resource',
    `${S}.Principal.AWS: "arn:aws:iam::111122223333:group/g" is no account, user, role or role session`,
  ],
  [
    withPrincipal({ AWS: 'ann' }),
    'resource',
    `${S}.Principal.AWS: "ann" is neither an account id nor the ARN of something that is in no region`,
  ],
  [
    withPrincipal({ AWS: 'arn:aws:iam::111122223333:role/*' }),
    'resource',
    `${S}.Principal.AWS: "arn:aws:iam::111122223333:role/*" holds a wildcard; only "*" alone may stand for principals`,
  ],
  [
    withPrincipal({ Federated: 'arn:aws:iam::111122223333:role/r' }),
    'resource',
    `${S}.Principal.Federated: "arn:aws:iam::111122223333:role/r" is no identity provider`,
  ],
  [
    withPrincipal({ Service: 'ec2' }),
    'resource',
    `${S}.Principal.Service: "ec2" is no service, such as pods.eks.amazonaws.com`,
  ],
  [
    condition('StringIs', 'x'),
    'identity',
    `${S}.Condition.StringIs: "StringIs" is not a condition operator`,
  ],
  [
    withCondition({ StringEquals: {} }),
    'identity',
    `${S}.Condition.StringEquals: the operator compares no key`,
  ],
  ...['', 'a', ':b', 'a:', 'a b:c'].map(
    (key): Row => [
      withCondition({ StringEquals: { [key]: 'x' } }),
      'identity',
      `${S}.Condition.StringEquals.${key}: "${key}" is not a condition key; expected prefix:name`,
    ],
  ),
  [
    condition('StringEquals', ['x', null]),
    'identity',
    `${S}.Condition.StringEquals.a:b[1]: expected text, a number or a boolean, got null`,
  ],
  ...(
    [
      ['NumericEquals', 'a number'],
      ['DateEquals', 'a date (ISO 8601, or seconds since 1970)'],
      ['Bool', 'true or false'],
      ['Null', 'true or false'],
      ['BinaryEquals', 'base64'],
      ['IpAddress', 'an IP address or CIDR range'],
      ['ArnLike', 'an ARN with six parts'],
    ] as const
  ).map(
    ([operator, expected]): Row => [
      condition(operator, ['a b!']),
      'identity',
      `${S}.Condition.${operator}.a:b[0]: "a b!" is not ${expected}`,
    ],
  ),
];

describe('compilePolicy says of what it refuses', () => {
  it.each(ROWS)('%j, attached as %s: %s', (document, kind, message) => {
    let refused: unknown;
    try {
      compilePolicy(document, { kind, name: 'p' });
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(PolicyParseError);
    expect(refused).toMatchObject({ name: 'PolicyParseError', message });
  });
});

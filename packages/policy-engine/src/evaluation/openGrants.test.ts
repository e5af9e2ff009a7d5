import {
  boundary,
  bucket,
  identity,
  scp,
  session,
} from '../__fixtures__/layers';
import {
  aRole,
  OBJECT,
  OTHER,
  OWN,
  roleArn,
  sessionArn,
  Statement,
  statement,
} from '../__fixtures__/documents';
import { ApplicablePolicies, evaluate } from '..';

const open = (key: string, over: Statement = {}) =>
  statement({ ...over, Condition: { StringEquals: { [key]: 'x' } } });
const sure = statement();
const never = statement({ Action: 'sqs:*' });
const deny = (over: Statement = {}) => ({ Effect: 'Deny', ...over });
const toRole = { Principal: { AWS: roleArn('gha1') } };
const toSession = { Principal: { AWS: sessionArn('gha1', 'spark') } };
const elsewhere = { Resource: 'arn:aws:s3:::other/*' };

function answer(policies: ApplicablePolicies, resourceAccount = OWN) {
  const { verdict, reason, missingKeys } = evaluate(
    {
      principal: aRole(),
      action: 's3:GetObject',
      resource: OBJECT,
      resourceAccount,
    },
    policies,
    { contextComplete: false },
  );
  return verdict === 'conditional' ? [...missingKeys] : reason;
}

/** What is certain, what hangs on a key, and what comes of the two together. */
describe('what hangs on a key', () => {
  it.each<[what: string, ApplicablePolicies, expected: string | string[]]>([
    ['beside what is certain', identity(open('a:b'), sure), 'allowed'],
    ['after what is certain', identity(sure, open('a:b')), 'allowed'],
    ['beside what does not apply', identity(open('a:b'), never), ['a:b']],
    ['beside another', identity(open('a:b'), open('a:c')), ['a:b', 'a:c']],
    [
      'in the bucket policy, after what is certain',
      bucket(statement({ Principal: '*' }), open('a:b', { Principal: '*' })),
      'allowed',
    ],
    [
      'in the bucket policy, for the role, beside a certain identity policy',
      { ...identity(sure), ...bucket(open('a:b', toRole)) },
      'allowed',
    ],
    [
      'in the identity policy, beside a certain bucket policy',
      { ...identity(open('a:b')), ...bucket(statement(toRole)) },
      'allowed',
    ],
    [
      'within a boundary that is certain',
      { ...identity(open('a:b')), ...boundary(sure) },
      ['a:b'],
    ],
    [
      'within a boundary that does not allow it',
      { ...identity(open('a:b')), ...boundary(never) },
      'boundary',
    ],
    [
      'in the boundary',
      { ...identity(sure), ...boundary(open('a:b')) },
      ['a:b'],
    ],
    [
      'in the boundary, of what is granted whatever another key is',
      {
        ...identity({
          Effect: 'Allow',
          Action: 's3:*',
          NotResource: 'arn:aws:s3:::${a:c}-other/*',
        }),
        ...boundary(open('a:b')),
      },
      ['a:b'],
    ],
    [
      'in the boundary, of what nothing grants',
      { ...identity(never), ...boundary(open('a:b')) },
      'implicit-deny',
    ],
    [
      'in the boundary, under a session policy that does not allow it',
      { ...identity(sure), ...boundary(open('a:b')), ...session(never) },
      'session-policy',
    ],
    [
      'in the session policy',
      { ...identity(sure), ...session(open('a:b')) },
      ['a:b'],
    ],
    [
      'in one level of the organisation',
      { ...identity(sure), ...scp(sure, open('a:b')) },
      ['a:b'],
    ],
    [
      'in one level, when another does not allow it',
      { ...identity(sure), ...scp(open('a:b'), never) },
      'scp',
    ],
    [
      'everywhere',
      {
        ...identity(open('a:i')),
        ...boundary(open('a:b')),
        ...session(open('a:s')),
        ...scp(open('a:o')),
      },
      ['a:i', 'a:b', 'a:s', 'a:o'],
    ],
    [
      'in a deny of what nothing allows',
      identity(open('a:b', deny()), never),
      'implicit-deny',
    ],
    [
      'in a deny of the bucket policy of what nothing allows',
      bucket(open('a:b', deny(toRole))),
      'implicit-deny',
    ],
    [
      'in a deny beside a certain deny',
      identity(sure, open('a:b', deny()), statement(deny())),
      'explicit-deny',
    ],
    [
      'in a deny of the identity policy, beside a certain one of the bucket',
      {
        ...identity(sure, open('a:b', deny())),
        ...bucket(statement(deny(toRole))),
      },
      'explicit-deny',
    ],
    ['in a deny', identity(sure, open('a:b', deny())), ['a:b']],
    [
      'in an allow and a deny',
      identity(open('a:b'), open('a:c', deny())),
      ['a:b', 'a:c'],
    ],
  ])('%s', (_, policies, expected) => {
    expect(answer(policies)).toEqual(expected);
  });

  it.each<[what: string, ApplicablePolicies, expected: string | string[]]>([
    [
      'in the bucket policy',
      { ...identity(sure), ...bucket(open('a:b', toRole)) },
      ['a:b'],
    ],
    [
      'in the identity policy',
      { ...identity(open('a:b')), ...bucket(statement(toRole)) },
      ['a:b'],
    ],
    [
      'in the identity policy, of a bucket that does not allow it',
      {
        ...identity(open('a:b')),
        ...bucket(statement({ ...toRole, ...elsewhere })),
      },
      'resource-policy',
    ],
    [
      'in the bucket policy, of what the identity policy does not allow',
      { ...identity(never), ...bucket(open('a:b', toRole)) },
      'implicit-deny',
    ],
  ])('across accounts, %s', (_, policies, expected) => {
    expect(answer(policies, OTHER)).toEqual(expected);
  });
});

/** A role of whose session nothing is said. */
describe('what hangs on the name of the session', () => {
  const SESSION = ['sts:RoleSessionName'];
  it.each<[what: string, ApplicablePolicies, expected: string | string[]]>([
    ['a grant', bucket(statement(toSession)), SESSION],
    [
      'a grant of something else',
      bucket(statement({ ...toSession, ...elsewhere })),
      'implicit-deny',
    ],
    [
      'a deny',
      { ...identity(sure), ...bucket(statement(deny(toSession))) },
      SESSION,
    ],
    [
      'a deny of something else',
      {
        ...identity(sure),
        ...bucket(statement(deny({ ...toSession, ...elsewhere }))),
      },
      'allowed',
    ],
    [
      'a deny that hangs on a key as well',
      { ...identity(sure), ...bucket(open('a:b', deny(toSession))) },
      [...SESSION, 'a:b'],
    ],
    [
      'a grant beside one to the role',
      bucket(statement(toSession), statement(toRole)),
      'allowed',
    ],
    [
      'a grant to both at once',
      bucket(
        statement({
          Principal: { AWS: [sessionArn('gha1', 'spark'), roleArn('gha1')] },
        }),
      ),
      'allowed',
    ],
    [
      'a grant to both at once, within a boundary that only the session is free of',
      {
        ...bucket(
          statement({
            Principal: { AWS: [sessionArn('gha1', 'spark'), roleArn('gha1')] },
          }),
        ),
        ...boundary(never),
      },
      SESSION,
    ],
  ])('%s', (_, policies, expected) => {
    expect(answer(policies)).toEqual(expected);
  });
});

describe('the statements of a decision', () => {
  const decidedBy = (policies: ApplicablePolicies) =>
    evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      policies,
      { contextComplete: false },
    ).decidedBy.map(by => by.statement);

  it('are, of a deny, those that certainly deny', () => {
    expect(
      decidedBy(
        identity(
          open('a:b', deny()),
          statement(deny()),
          statement(deny(elsewhere)),
        ),
      ),
    ).toEqual([1]);
  });

  it('name the keys of the conditions that are open, and of no others', () => {
    const Condition = {
      'ForAnyValue:StringEquals': {
        'aws:TagKeys': ['a', '${aws:PrincipalTag/team}'],
      },
      StringEquals: { 'a:b': 'x' },
    };
    const { missingKeys } = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
        context: { 'aws:TagKeys': ['b', 'a'] },
      },
      identity(statement({ Condition })),
      { contextComplete: false },
    );
    expect(missingKeys).toEqual(['a:b']);
  });
});

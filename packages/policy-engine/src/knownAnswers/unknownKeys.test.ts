import { decideUnder } from '../__fixtures__/conditionTable';
import {
  aRole,
  OBJECT,
  OWN,
  policy,
  statement,
} from '../__fixtures__/documents';
import { evaluate } from '..';

describe('a context key that is not known', () => {
  it.each([
    { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } },
    { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' } },
    { 'ForAnyValue:StringEquals': { 'aws:SourceVpc': 'vpc-1' } },
    { Null: { 'aws:SourceVpc': 'true' } },
  ])('makes %j conditional', condition => {
    expect(decideUnder(condition, {}, false)).toMatchObject({
      verdict: 'conditional',
      reason: 'missing-context',
      missingKeys: ['aws:SourceVpc'],
      decidedBy: [{ policy: 'identity', statement: 0 }],
    });
  });

  const TEAM = '${aws:PrincipalTag/team}';
  const arn = (name: string) => `arn:aws:s3:::${name}`;

  it('is named where it stands for the buckets of an account that are asked for', () => {
    const list = statement({
      Action: 's3:ListAllMyBuckets',
      Resource: [arn('a'), arn(TEAM)],
    });
    expect(
      evaluate(
        {
          principal: aRole(),
          action: 's3:ListAllMyBuckets',
          resource: '*',
          resourceAccount: OWN,
        },
        { identity: [policy('identity', list)] },
        { contextComplete: false },
      ),
    ).toMatchObject({
      verdict: 'conditional',
      missingKeys: ['aws:PrincipalTag/team'],
    });
  });

  it.each<
    [
      condition: Record<string, Record<string, unknown>>,
      context: Record<string, string | string[]>,
      missing: string[] | 'allow' | 'deny',
    ]
  >([
    [
      { StringEquals: { 's3:prefix': ['a', TEAM] } },
      { 's3:prefix': 'b' },
      ['aws:PrincipalTag/team'],
    ],
    [
      { StringEquals: { 's3:prefix': [TEAM, 'a'] } },
      { 's3:prefix': 'b' },
      ['aws:PrincipalTag/team'],
    ],
    [
      { StringEquals: { 's3:prefix': ['a', TEAM] } },
      { 's3:prefix': 'a' },
      'allow',
    ],
    [
      { StringNotEquals: { 's3:prefix': ['a', TEAM] } },
      { 's3:prefix': 'a' },
      'deny',
    ],
    [
      { StringNotEquals: { 's3:prefix': ['a', TEAM] } },
      { 's3:prefix': 'b' },
      ['aws:PrincipalTag/team'],
    ],
    [
      { StringEquals: { 's3:prefix': ['${s3:delimiter}', TEAM] } },
      { 's3:prefix': 'b' },
      ['s3:delimiter', 'aws:PrincipalTag/team'],
    ],
    [
      { StringEquals: { 's3:prefix': ['${s3:delimiter}', TEAM] } },
      { 's3:prefix': 'b', 's3:delimiter': '/' },
      ['aws:PrincipalTag/team'],
    ],
    [
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': [TEAM] } },
      { 'aws:TagKeys': ['a', 'b'] },
      ['aws:PrincipalTag/team'],
    ],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', TEAM] } },
      { 'aws:TagKeys': ['a'] },
      'allow',
    ],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', TEAM] } },
      { 'aws:TagKeys': ['a', 'b'] },
      ['aws:PrincipalTag/team'],
    ],
    [
      { 'ForAllValues:StringLike': { 'aws:TagKeys': ['a', TEAM] } },
      { 'aws:TagKeys': ['', 'a'] },
      ['aws:PrincipalTag/team'],
    ],
    [
      {
        'ForAllValues:StringLike': {
          'aws:TagKeys': ['x*', 'x${a:one}', 'y${a:two}', 'z${a:three}'],
        },
      },
      { 'aws:TagKeys': ['x1', 'y1'] },
      ['a:two'],
    ],
    [
      { ArnLike: { 'aws:SourceArn': [arn(TEAM), arn('*-a')] } },
      { 'aws:SourceArn': arn('b-a') },
      'allow',
    ],
    [
      { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:*:${TEAM}` } },
      { 'aws:SourceArn': 'arn:aws:sns:${no:1:variable}' },
      ['aws:PrincipalTag/team'],
    ],
    [
      { ArnLike: { 'aws:SourceArn': [arn(TEAM)] } },
      { 'aws:SourceArn': arn('b') },
      ['aws:PrincipalTag/team'],
    ],
    [
      { ArnLike: { 'aws:SourceArn': [`arn:aws:s3:${TEAM}::x`] } },
      { 'aws:SourceArn': arn('b') },
      'deny',
    ],
    [
      {
        ArnLike: {
          'aws:SourceArn': [
            `arn:aws:s3:\${aws:RequestedRegion}:\${s3:delimiter}:x`,
          ],
        },
      },
      { 'aws:SourceArn': arn('x'), 's3:delimiter': '' },
      ['aws:RequestedRegion'],
    ],
    [
      { ArnLike: { 'aws:SourceArn': [arn(TEAM)] } },
      { 'aws:SourceArn': 'b' },
      'deny',
    ],
  ])('within a value: %j in %j: %j', (condition, context, expected) => {
    const decision = decideUnder(condition, context, false);
    expect(
      decision.verdict === 'conditional'
        ? decision.missingKeys
        : decision.verdict,
    ).toEqual(expected);
  });

  it('within a resource is named where it could matter', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({
              Resource: [
                'arn:aws:s3:::other/${s3:delimiter}${aws:username}',
                'arn:aws:s3:::other',
                'arn:aws:s3:::${aws:PrincipalTag/team}',
              ],
            }),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision.missingKeys).toEqual(['aws:PrincipalTag/team']);
  });

  it('does not matter when another condition fails', () => {
    const condition = {
      StringEquals: { 'aws:SourceVpc': 'vpc-1', 's3:prefix': 'a' },
    };
    expect(decideUnder(condition, { 's3:prefix': 'b' }, false).verdict).toBe(
      'deny',
    );
  });

  it('names every one that is missing, once', () => {
    const condition = {
      StringEquals: { 'aws:SourceVpc': 'vpc-1', 's3:prefix': 'a' },
      StringLike: { 'aws:SourceVpc': 'vpc-*' },
    };
    expect(decideUnder(condition, {}, false).missingKeys).toEqual([
      'aws:SourceVpc',
      's3:prefix',
    ]);
  });

  it('is named once when both an allow and a deny hang on it', () => {
    const condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({ Condition: condition }),
            statement({ Effect: 'Deny', Condition: condition }),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision.missingKeys).toEqual(['aws:SourceVpc']);
    expect(decision.decidedBy.map(by => by.statement)).toEqual([0, 1]);
  });

  it('does not matter when another statement allows', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({
              Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
            }),
            statement(),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision).toMatchObject({
      verdict: 'allow',
      decidedBy: [{ statement: 1 }],
    });
  });

  it('makes an allow conditional when it is part of a deny, and names the deny', () => {
    const denyElsewhere = statement({
      Effect: 'Deny',
      Sid: 'OnlyVpc',
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    });
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      { identity: [policy('identity', statement(), denyElsewhere)] },
      { contextComplete: false },
    );
    expect(decision).toMatchObject({
      verdict: 'conditional',
      missingKeys: ['aws:SourceVpc'],
      decidedBy: [{ sid: 'OnlyVpc' }],
    });
    expect(decision.explanation).toBe(
      'It hangs on aws:SourceVpc whether arn:aws:iam::111122223333:role/gha1 may do s3:GetObject on ' +
        'arn:aws:s3:::gha1-primary/data/part-0: so says statement 1 (OnlyVpc) of identity policy identity.',
    );
  });

  it('does not matter in a deny when nothing allows', () => {
    const decision = evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          policy(
            'identity',
            statement({
              Effect: 'Deny',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ),
        ],
      },
      { contextComplete: false },
    );
    expect(decision.reason).toBe('implicit-deny');
  });
});

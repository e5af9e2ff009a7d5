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

import { ActionMatcher } from '../../documents/ActionMatcher';
import { unlistedActions } from './unlistedActions';

const unlisted = (Action: string | readonly string[], isNegated = false) =>
  unlistedActions([ActionMatcher.parse(Action, isNegated, 'Action')]);

describe('unlistedActions', () => {
  it.each([
    ['s3:GetObject', []],
    ['S3:getobject', []],
    ['*', []],
    ['*:*', []],
    ['s3:Get*', []],
    ['s3:ZapBucket', ['s3:ZapBucket']],
    ['S3:Zap*', ['s3:Zap*']],
    ['*:Zap?', ['s3:Zap?', 'iam:Zap?', 'sts:Zap?']],
    ['kms:Zap*', []],
    [
      ['s3:Zap*', 's3:GetObject', 'iam:Zap'],
      ['s3:Zap*', 'iam:Zap'],
    ],
  ])('of %j are %j', (Action, expected) => {
    expect(unlisted(Action).map(({ told }) => told)).toEqual(expected);
  });

  it('are none of what an element leaves out', () => {
    expect(unlisted('s3:Zap*', true)).toEqual([]);
  });

  it('tells each once', () => {
    const parse = (...patterns: string[]) =>
      ActionMatcher.parse(patterns, false, 'Action');
    expect(
      unlistedActions([parse('s3:Zap'), parse('iam:Zap', 's3:Zap')]),
    ).toEqual([
      { name: 's3:Zap', told: 's3:Zap' },
      { name: 'iam:Zap', told: 'iam:Zap' },
    ]);
  });

  it('stands with a pattern for more than it spells out', () => {
    const names = unlisted(['s3:Zap', 's3:Zap*', 's3:Zap?']).map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(3);
  });
});

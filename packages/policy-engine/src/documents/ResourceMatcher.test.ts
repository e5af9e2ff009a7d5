import { ResourceMatcher } from './ResourceMatcher';

describe('ResourceMatcher', () => {
  it.each([
    ['*', ['*']],
    [
      ['arn:aws:s3:::gha1-*', 'arn:aws:s3:::${aws:username}/*'],
      ['arn:aws:s3:::gha1-*', 'arn:aws:s3:::${aws:username}/*'],
    ],
  ])('tells the patterns of %j as they are written', (value, patterns) => {
    const matcher = ResourceMatcher.parse(
      value,
      { isNegated: false, variables: true },
      'Resource',
    );
    expect(matcher.patterns).toEqual(patterns);
  });
});

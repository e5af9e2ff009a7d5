import { OTHER, OWN, userArn } from '../__fixtures__/documents';
import { lookUp } from './lookUp';
import { prepareCaller } from './prepareCaller';

describe('lookUp', () => {
  const caller = prepareCaller(
    { kind: 'user', arn: userArn('ann') },
    {},
    { 'aws:PrincipalTag/team': ['data', 'web'] },
    { contextComplete: false },
  );

  it.each([
    ['aws:PrincipalTag/team', ['data', 'web']],
    ['aws:username', ['ann']],
    ['aws:PrincipalAccount', [OWN]],
    ['aws:ResourceAccount', [OTHER]],
    ['S3:ResourceAccount', [OTHER]],
    ['s3:prefix', 'unknown'],
  ])('tells the values of %s', (key, values) => {
    expect(lookUp(caller, key, OTHER)).toEqual(values);
  });
});

import { describeDeeds, nameActions } from './deeds';

const tagging = { action: 's3:GetObjectTagging', operation: undefined };
const reading = { action: 's3:GetObject', operation: 'read' as const };
const administering = {
  action: 's3:PutBucketPolicy',
  operation: 'administer' as const,
};
const listing = { action: 's3:ListBucket', operation: 'list' as const };

describe('describeDeeds', () => {
  it.each([
    [[reading, listing], 'list and read bucket b'],
    [[tagging, tagging], 'do s3:GetObjectTagging on bucket b'],
    [[reading, tagging], 'read bucket b, and do s3:GetObjectTagging on it'],
    [[reading, tagging, administering], 'read and administer bucket b'],
  ])('%#: %s', (deeds, expected) => {
    expect(describeDeeds(deeds, 'bucket b')).toBe(expected);
  });
});

describe('nameActions', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b', 'a'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b and 2 other actions'],
  ])('of %j says %s', (actions, expected) => {
    expect(nameActions(actions, 2)).toBe(expected);
  });
});

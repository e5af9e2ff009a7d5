import { fastestOf } from '../__fixtures__/fastestOf';
import { Glob } from './Glob';

describe('PartGlob', () => {
  it('decides the worst case within a millisecond', () => {
    const pattern = `arn:${'a*?'.repeat(680)}x:s3:::*`;
    const key = `arn:${'a'.repeat(1020)}`;
    expect(fastestOf(() => Glob.ofArn(pattern).matches(key))).toBeLessThan(1);
  });
});

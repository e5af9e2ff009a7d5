import { AccountCluster } from './accountAccess';
import { notCoveredBy } from './notCovered';

const CLUSTER = { name: 'eks1', eksName: 'eks1' };

const bucket = (
  name: string,
  objectOwnership?: 'BucketOwnerEnforced' | 'ObjectWriter',
) => ({ name, accountId: '111122223333', objectOwnership });

describe('notCoveredBy', () => {
  it.each([
    'access points',
    'Access Grants',
    'control policies',
    'VPC endpoints',
    'KMS key policies',
    'other accounts',
    'Session policies',
  ])('always states: %s', words => {
    expect(
      notCoveredBy({ buckets: [], clusters: [CLUSTER] }).filter(sentence =>
        sentence.includes(words),
      ),
    ).toHaveLength(1);
  });

  it('states access control lists where they count or may count, and nowhere else', () => {
    const lists = (...buckets: ReturnType<typeof bucket>[]) =>
      notCoveredBy({ buckets, clusters: [] }).find(sentence =>
        sentence.startsWith('Access control lists'),
      );
    expect(lists(bucket('a', 'BucketOwnerEnforced'))).toBeUndefined();
    expect(
      lists(
        bucket('c'),
        bucket('b', 'ObjectWriter'),
        bucket('a', 'BucketOwnerEnforced'),
      ),
    ).toContain('count in b, c:');
  });

  it('states pod identity associations when no cluster was asked for', () => {
    const about = (clusters: readonly AccountCluster[]) =>
      notCoveredBy({ buckets: [], clusters }).some(sentence =>
        sentence.startsWith('EKS pod identity associations'),
      );
    expect(about([])).toBe(true);
    expect(about([CLUSTER])).toBe(false);
  });
});

import { ActionMatcher } from '../../documents/ActionMatcher';
import { ActionCatalog } from './ActionCatalog';
import { targetsOfAction } from './actionTargets';
import { WATCHED_ACTIONS } from './watchedActions';

const NAMES = [
  's3:PutBucketTagging',
  's3:PutBucketCORS',
  's3:DeleteBucket',
  's3:PutObjectTagging',
  's3:PutBucketPolicy',
];

const matcher = (...patterns: string[]) =>
  ActionMatcher.parse(patterns, false, 'Action');

const alike = (catalog: ActionCatalog, set = catalog.all) =>
  catalog
    .alike(set)
    .map(({ first, others }) => [first, ...others].map(({ name }) => name));

describe('ActionCatalog', () => {
  it('takes actions on the same kind of resource for alike, but for those with rules of their own', () => {
    expect(alike(new ActionCatalog(NAMES))).toEqual([
      ['s3:PutBucketTagging', 's3:PutBucketCORS', 's3:DeleteBucket'],
      ['s3:PutObjectTagging'],
      ['s3:PutBucketPolicy'],
    ]);
  });

  it('takes no two actions of STS for alike, nor two on the policy of a bucket', () => {
    const names = [
      'sts:AssumeRole',
      'sts:TagSession',
      's3:PutBucketPolicy',
      's3:DeleteBucketPolicy',
    ];
    const catalog = new ActionCatalog(names);
    expect(catalog.actions.map(({ target }) => target)).toEqual([
      'role',
      'role',
      'bucket',
      'bucket',
    ]);
    expect(alike(catalog)).toEqual(names.map(name => [name]));
  });

  it('tells actions apart by every element and list that it was asked about', () => {
    const catalog = new ActionCatalog(NAMES);
    catalog.matching(matcher('s3:Put*'));
    expect(alike(catalog)[0]).toEqual([
      's3:PutBucketTagging',
      's3:PutBucketCORS',
    ]);
    catalog.named(['s3:PutBucketCORS']);
    expect(alike(catalog)[0]).toEqual(['s3:PutBucketTagging']);
    expect(alike(catalog, catalog.named(['s3:DeleteBucket']))).toEqual([
      ['s3:DeleteBucket'],
    ]);
  });

  it('asks about an unknown action of S3 on buckets, objects and what there is beside, alone', () => {
    const catalog = new ActionCatalog(NAMES);
    const before = catalog.matching(matcher('s3:*'));
    expect(catalog.add([{ name: 's3:ZapAny', told: 's3:Zap*' }])).toBe(true);
    expect(catalog.add([{ name: 'S3:zapany', told: 's3:zap*' }])).toBe(false);
    expect(catalog.of(catalog.unlisted)).toMatchObject([
      { told: 's3:Zap*', target: 'bucket' },
      { told: 's3:Zap*', target: 'object' },
      { told: 's3:Zap*', target: 's3-control' },
    ]);
    expect(catalog.matching(matcher('s3:*'))).toBe(before | catalog.unlisted);
    expect(alike(catalog).filter(group => group.includes('s3:ZapAny'))).toEqual(
      [['s3:ZapAny'], ['s3:ZapAny'], ['s3:ZapAny']],
    );
  });

  it('tells elements apart that differ in nothing but where one name ends', () => {
    const catalog = new ActionCatalog(NAMES);
    const all = catalog.matching(matcher('s3:Put*', '*'));
    expect(catalog.matching(matcher('s3:Put**'))).not.toBe(all);
    expect(all).toBe(catalog.all);
  });

  it('takes none for alike once there are more than 2,000 ways to tell them apart', () => {
    const tagging = ['s3:PutBucketTagging', 's3:PutBucketCORS'];
    const others = WATCHED_ACTIONS.filter(name =>
      targetsOfAction(name).includes('object'),
    ).slice(0, 11);
    const catalog = new ActionCatalog([...tagging, ...others]);
    const tellApart = (way: number) =>
      catalog.named(others.filter((_, i) => (way >> i) % 2 === 1));
    for (let way = 0; way < 2_000; way++) {
      tellApart(way);
    }
    expect(alike(catalog)).toContainEqual(tagging);
    tellApart(2_000);
    expect(alike(catalog)).toStrictEqual(
      catalog.actions.map(({ name }) => [name]),
    );
  });
});

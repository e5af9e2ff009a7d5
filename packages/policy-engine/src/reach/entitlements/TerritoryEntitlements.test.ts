import { ActionCatalog } from '../actions/ActionCatalog';
import { literalPatternOf } from '../patterns/Pattern';
import type { Permission, Territory } from '../Territory';
import { OTHER, OWN, PROVIDER, roleArn } from '../__fixtures__/smallFleet';
import { TerritoryEntitlements } from './TerritoryEntitlements';

const catalog = new ActionCatalog([
  's3:GetObject',
  's3:PutObject',
  's3:PutBucketPolicy',
  'sts:AssumeRole',
  'iam:PassRole',
]);
const ELSEWHERE = `${PROVIDER}0`;
const GHA1 = roleArn('gha1');
const GHA2 = roleArn('gha2');

const roleOf = (name: string) =>
  ({ kind: 'role', arn: roleArn(name) } as const);
const subjectOf = (name: string) => `system:serviceaccount:${name}:${name}`;

const territory = (name: string, over: Partial<Territory> = {}): Territory => ({
  id: name,
  accountId: OWN,
  bucketNames: [`${name}-*`],
  roleArns: [roleArn(name)],
  principals: [roleOf(name)],
  webIdentities: [{ providerArn: PROVIDER, subject: subjectOf(name) }],
  ...over,
});

const onBucket = (
  name: string,
  bucket: string,
  over: { actions?: string[]; accountId?: string } = {},
): Permission => ({
  principal: roleOf(name),
  actions: ['s3:GetObject'],
  bucket,
  accountId: OWN,
  ...over,
});

const onRole = (
  name: string,
  arn: string,
  over: { actions?: string[]; except?: string[] } = {},
): Permission => ({
  principal: roleOf(name),
  actions: ['sts:AssumeRole'],
  roleArn: arn,
  ...over,
});

const of = (...permissions: Permission[]) =>
  new TerritoryEntitlements(
    [territory('gha1'), territory('gha2')],
    permissions,
    catalog,
  );

const namesOf = (set: bigint) => catalog.of(set).map(({ name }) => name);
const DATA = ['s3:GetObject', 's3:PutObject'];

describe('TerritoryEntitlements on buckets', () => {
  it('know every account that is said to own one, as long as somebody says so', () => {
    const abroad = { accountId: OTHER };
    const changing = of(
      onBucket('gha1', 'lake', abroad),
      onBucket('gha1', 'pond', abroad),
      onBucket('gha2', 'lake', abroad),
    );
    const accounts = () => [...changing.accounts].sort();
    expect(accounts()).toEqual([OTHER, OWN].sort());
    changing.replace(territory('gha1'), []);
    expect(accounts()).toEqual([OTHER, OWN].sort());
    changing.replace(territory('gha2'), []);
    expect(accounts()).toEqual([OWN]);
    changing.replace(territory('gha2', { bucketNames: [] }), []);
    changing.replace(territory('gha1', { bucketNames: [] }), []);
    expect(accounts()).toEqual([]);
  });

  it('permit to read and write what is its own, not to administer it', () => {
    const { onOwnNames } = of();
    expect(namesOf(onOwnNames)).toEqual(DATA);
    expect(of().onBucket(GHA1, 'gha1-x', [OWN])).toBe(onOwnNames);
  });

  it.each<[string, string, string, string[] | undefined]>([
    ['of another', GHA1, 'gha2-x', [OWN]],
    ['of nobody', GHA1, 'x', [OWN]],
    ['to a stranger', roleArn('x'), 'gha1-x', [OWN]],
    ['of the name in another account', GHA1, 'gha1-x', [OTHER]],
    ['that may be in another account', GHA1, 'gha1-x', [OWN, OTHER]],
    ['that may be in any account', GHA1, 'gha1-x', undefined],
  ])('permit nothing on a bucket %s', (_, principal, bucket, accounts) => {
    expect(namesOf(of().onBucket(principal, bucket, accounts))).toEqual([]);
  });

  it('permit by permission what it names, in the account that it names', () => {
    const permitted = of(
      onBucket('gha1', 'gha2-x'),
      onBucket('gha1', 'gha2-x', { actions: ['s3:PutBucketPolicy'] }),
      onBucket('gha1', 'gha2-x', { actions: DATA, accountId: OTHER }),
    );
    const on = (bucket: string, ...accounts: string[]) =>
      namesOf(permitted.onBucket(GHA1, bucket, accounts));
    expect(on('gha2-x', OWN)).toEqual(['s3:GetObject', 's3:PutBucketPolicy']);
    expect(on('gha2-x', OTHER)).toEqual(DATA);
    expect(on('gha2-x', OWN, OTHER)).toEqual([]);
    expect(on('gha2-y', OWN)).toEqual([]);
    expect(permitted.permittedBuckets(GHA1)).toEqual(['gha2-x']);
    expect(permitted.permittedBuckets(GHA2)).toEqual([]);
    expect(permitted.permittedBuckets(roleArn('x'))).toEqual([]);
  });

  it('give a name to nobody that two claim alike', () => {
    const both = new TerritoryEntitlements(
      [territory('gha1'), territory('again', { bucketNames: ['gha1-*'] })],
      [],
      catalog,
    );
    for (const name of ['gha1', 'again']) {
      expect(both.isOwnName(roleArn(name), 'gha1-x', OWN)).toBe(false);
      expect(both.ownNames(roleArn(name))).toEqual([
        { accountId: OWN, patterns: ['gha1-*'], except: ['gha1-*'] },
      ]);
    }
  });

  it('give a principal the names of all of its territories', () => {
    const shared = new TerritoryEntitlements(
      [
        territory('gha1'),
        territory('common', { accountId: OTHER, principals: [roleOf('gha1')] }),
      ],
      [],
      catalog,
    );
    expect(shared.ownNames(GHA1)).toEqual([
      { accountId: OWN, patterns: ['gha1-*'], except: [] },
      { accountId: OTHER, patterns: ['common-*'], except: [] },
    ]);
    expect(shared.ownNames(GHA2)).toEqual([]);
    const isOwn = (bucket: string, account: string) =>
      shared.isOwnName(GHA1, bucket, account);
    expect([isOwn('gha1-x', OWN), isOwn('common-x', OTHER)]).toEqual([
      true,
      true,
    ]);
    expect([isOwn('gha1-x', OTHER), isOwn('common-x', OWN)]).toEqual([
      false,
      false,
    ]);
    expect(shared.isOwnName(GHA2, 'gha1-x', OWN)).toBe(false);
  });

  it('tell whose a bucket is that a territory or a permission spells out', () => {
    const said = new TerritoryEntitlements(
      [territory('gha1', { bucketNames: ['gha1-*', 'common'] })],
      [onBucket('gha1', 'elsewhere', { accountId: OTHER })],
      catalog,
    );
    expect(said.accountOfBucket('common')).toBe(OWN);
    expect(said.accountOfBucket('elsewhere')).toBe(OTHER);
    expect(said.accountOfBucket('gha1-x')).toBeUndefined();
  });
});

describe('TerritoryEntitlements on roles', () => {
  const names = (permissions: Permission[], name: string, range?: string) =>
    namesOf(of(...permissions).onRole(GHA1, roleArn(name), range));

  it('permit to assume its own, and none of another', () => {
    expect(names([], 'gha1')).toEqual(['sts:AssumeRole']);
    expect(names([], 'gha2')).toEqual([]);
    const stranger = roleArn('x');
    expect(namesOf(of().onRole(stranger, GHA1))).toEqual([]);
    expect(namesOf(of().onRoleByPattern(stranger, GHA1))).toEqual([]);
    expect(of().rolePatterns(stranger)).toEqual([]);
  });

  it('permit one by permission', () => {
    const both = [
      onRole('gha1', GHA2),
      onRole('gha1', GHA2, { actions: ['iam:PassRole'] }),
    ];
    expect(names(both, 'gha2')).toEqual(['sts:AssumeRole', 'iam:PassRole']);
    expect(names(both, 'gha20')).toEqual([]);
    expect(of(...both).onRoleByPattern(GHA1, GHA2)).toBe(0n);
    expect(of(...both).rolePatterns(GHA1)).toEqual([]);
  });

  it('permit by pattern those that it matches, but for what is taken out', () => {
    const byPattern = [
      onRole('gha1', roleArn('dev_*'), { except: [roleArn('dev_ops')] }),
      onRole('gha1', roleArn('dev_a*'), { actions: ['iam:PassRole'] }),
    ];
    expect(names(byPattern, 'dev_x')).toEqual(['sts:AssumeRole']);
    expect(names(byPattern, 'dev_a')).toEqual([
      'sts:AssumeRole',
      'iam:PassRole',
    ]);
    expect(names(byPattern, 'dev_ops')).toEqual([]);
    expect(names(byPattern, 'gha2')).toEqual([]);
    expect(names(byPattern, 'dev_x/y')).toEqual([]);
    expect(names(byPattern, 'dev_x/y', roleArn('dev_*'))).toHaveLength(1);
    expect(of(...byPattern).rolePatterns(GHA1)).toContainEqual(
      literalPatternOf(roleArn('dev_ops')),
    );
  });

  it('let workloads take the roles of their territory alone', () => {
    const two = new TerritoryEntitlements(
      [
        territory('gha1', {
          webIdentities: [
            { providerArn: PROVIDER, subject: subjectOf('gha1') },
            { providerArn: ELSEWHERE, subject: subjectOf('batch') },
          ],
        }),
        territory('gha2', { webIdentities: [] }),
      ],
      [],
      catalog,
    );
    const own = (arn: string, provider: string, name: string) => [
      two.isOwnSubject(arn, provider, subjectOf(name)),
      two.isOwnWorkload(arn, subjectOf(name)),
    ];
    expect(own(GHA1, PROVIDER, 'gha1')).toEqual([true, true]);
    expect(own(GHA1, ELSEWHERE, 'batch')).toEqual([true, true]);
    expect(own(GHA1, ELSEWHERE, 'gha1')).toEqual([false, true]);
    expect(own(GHA1, PROVIDER, 'gha2')).toEqual([false, false]);
    expect(own(GHA2, PROVIDER, 'gha2')).toEqual([false, false]);
    expect(own(roleArn('x'), PROVIDER, 'gha1')).toEqual([false, false]);
  });
});

describe('TerritoryEntitlements after a change', () => {
  const replaced = (
    before: Permission[],
    after: Territory,
    permissions: Permission[] = [],
  ) => {
    const changing = of(...before);
    changing.ownNames(GHA1);
    changing.replace(after, permissions);
    return changing;
  };

  it('take what is new, of a territory that nobody knew', () => {
    const added = replaced([], territory('gha3'), [onBucket('gha3', 'shared')]);
    const gha3 = roleArn('gha3');
    expect(namesOf(added.onBucket(gha3, 'gha3-x', [OWN]))).toEqual(DATA);
    expect(namesOf(added.onBucket(gha3, 'shared', [OWN]))).toHaveLength(1);
    expect(namesOf(added.onBucket(GHA1, 'gha1-x', [OWN]))).toEqual(DATA);
    expect(added.territory('gha3')).toBe(added.territoryOfRole(gha3));
  });

  it('forget the names, roles and principals that a territory had', () => {
    const moved = replaced(
      [],
      territory('gha1', {
        bucketNames: ['new-*'],
        roleArns: [roleArn('new')],
        principals: [roleOf('new')],
      }),
    );
    expect(moved.ownNames(GHA1)).toEqual([]);
    expect(moved.ownNames(roleArn('new'))).toHaveLength(1);
    expect(moved.territoryOfBucket('gha1-x', OWN)).toBeUndefined();
    expect(moved.territoryOfBucket('new-x', OWN)?.id).toBe('gha1');
    expect(moved.territoryOfRole(GHA1)).toBeUndefined();
    expect(namesOf(moved.onRole(GHA1, GHA1))).toEqual([]);
  });

  it('see what another claims within its names', () => {
    const intruded = replaced([], territory('gha1-dev'));
    expect(intruded.ownNames(GHA1)).toEqual([
      { accountId: OWN, patterns: ['gha1-*'], except: ['gha1-dev-*'] },
    ]);
  });

  it('take back every permission of its principals, and of no others', () => {
    const permitted = (name: string) => [
      onBucket(name, 'shared'),
      onRole(name, roleArn('x')),
      onRole(name, roleArn('dev_*')),
    ];
    const taken = replaced(
      [...permitted('gha1'), ...permitted('gha2'), ...permitted('gha3')],
      territory('gha1', { principals: [roleOf('gha3')] }),
    );
    const of3 = (arn: string) => [
      taken.onBucket(arn, 'shared', [OWN]) !== 0n,
      taken.onRole(arn, roleArn('x')) !== 0n,
      taken.onRole(arn, roleArn('dev_x')) !== 0n,
    ];
    expect(of3(GHA1)).toEqual([false, false, false]);
    expect(of3(roleArn('gha3'))).toEqual([false, false, false]);
    expect(of3(GHA2)).toEqual([true, true, true]);
    expect(taken.permittedBuckets(GHA1)).toEqual([]);
  });

  it('know whose a bucket is as long as one says so', () => {
    const changing = of(onBucket('gha1', 'shared'), onBucket('gha2', 'shared'));
    changing.replace(territory('gha1'), []);
    expect(changing.accountOfBucket('shared')).toBe(OWN);
    changing.replace(territory('gha2', { bucketNames: ['common'] }), []);
    expect(changing.accountOfBucket('shared')).toBeUndefined();
    expect(changing.accountOfBucket('common')).toBe(OWN);
    changing.replace(territory('gha2'), []);
    expect(changing.accountOfBucket('common')).toBeUndefined();
  });

  it('leave a role to whom it went before it was given up', () => {
    const roleArns = [GHA1, GHA2];
    const moving = replaced([], territory('gha2', { roleArns }));
    moving.replace(territory('gha1', { roleArns: [] }), []);
    expect(moving.territoryOfRole(GHA1)?.id).toBe('gha2');
  });
});

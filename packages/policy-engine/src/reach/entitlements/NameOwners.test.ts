import type { Territory } from '../Territory';
import { NameOwners } from './NameOwners';

const territory = (id: string, ...bucketNames: string[]): Territory => ({
  id,
  accountId: '111122223333',
  bucketNames,
  roleArns: [],
  principals: [],
});

const gha1 = territory('gha1', 'gha1-*');
const dev = territory('gha1-dev', 'gha1-dev-*');
const shared = territory('shared', 'gha1-dev-shared', 'common');
const middle = territory('middle', '*-logs-*');

describe('NameOwners', () => {
  const owners = new NameOwners([gha1, dev, shared, middle]);

  it.each([
    ['gha1-primary', ['gha1']],
    ['gha1-', ['gha1']],
    ['gha1', []],
    ['gha1-dev-primary', ['gha1-dev']],
    ['gha1-dev-shared', ['shared']],
    ['common', ['shared']],
    ['web-logs-1', ['middle']],
    ['gha1-logs-1', ['middle']],
    ['gha10-primary', []],
  ])('%s belongs to %j', (name, expected) => {
    expect(owners.ownersOf(name).map(({ id }) => id)).toEqual(expected);
  });

  it('names all whose claims are alike', () => {
    const twice = new NameOwners([gha1, territory('again', 'gha1-*')]);
    expect(twice.ownersOf('gha1-x').map(({ id }) => id)).toEqual([
      'gha1',
      'again',
    ]);
  });

  it('tells what others claim within a pattern', () => {
    expect(owners.intrusions('gha1-*', gha1)).toEqual([
      'gha1-dev-*',
      'gha1-dev-shared',
      '*-logs-*',
    ]);
    expect(owners.intrusions('gha1-dev-*', dev)).toEqual(['gha1-dev-shared']);
    expect(owners.intrusions('common', shared)).toEqual([]);
    expect(owners.intrusions('*-logs-*', middle)).toEqual(['gha1-dev-*']);
  });

  it('forgets a territory that is gone, and takes it back', () => {
    const changing = new NameOwners([gha1, dev, shared, middle]);
    expect(changing.intrusions('gha1-*', gha1)).toHaveLength(3);
    [dev, shared, middle].forEach(one => changing.remove(one));
    expect(changing.ownersOf('gha1-dev-shared')).toEqual([gha1]);
    expect(changing.intrusions('gha1-*', gha1)).toEqual([]);
    [dev, shared, middle].forEach(one => changing.add(one));
    expect(changing.ownersOf('gha1-dev-shared')).toEqual([shared]);
    expect(changing.intrusions('gha1-*', gha1)).toHaveLength(3);
  });
});

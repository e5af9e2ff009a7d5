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

  it('takes a question mark for one character, and a star alone for every name', () => {
    const one = new NameOwners([
      territory('one', 'gha1-?'),
      territory('any', '*'),
      territory('same', 'gha1-*'),
    ]);
    const of = (name: string) => one.ownersOf(name).map(({ id }) => id);
    expect(of('gha1-x')).toEqual(['one', 'same']);
    expect(of('gha1-xy')).toEqual(['same']);
    expect(of('web')).toEqual(['any']);
  });

  it('gives a name to whom it is spelled out for, whatever else begins with it', () => {
    const prefix = territory('prefix', 'common*');
    const both = new NameOwners([prefix, shared]);
    expect(both.ownersOf('common')).toEqual([shared]);
    expect(both.ownersOf('common1')).toEqual([prefix]);
    expect(both.intrusions('common*', prefix)).toEqual(['common']);
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
    expect(owners.intrusions('gha1-*-shared', gha1)).toEqual([
      'gha1-dev-shared',
    ]);
    expect(owners.intrusions('gha1-?ev*', gha1)).toEqual([
      'gha1-dev-*',
      'gha1-dev-shared',
    ]);
  });

  it('takes a claim for an intrusion that is no more specific, but no less', () => {
    const alike = territory('alike', 'gha1-d*', '*-logs');
    const changed = new NameOwners([gha1, alike]);
    expect(changed.intrusions('gha1-?-', gha1)).toEqual(['gha1-d*']);
    expect(changed.intrusions('*', gha1)).toEqual(['gha1-d*', '*-logs']);
    expect(changed.intrusions('gha1-d*', gha1)).toEqual(['gha1-d*']);
    expect(changed.intrusions('gha1-d?-*', gha1)).toEqual([]);
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

  it('leaves a name to whoever else claims it when one of them is gone', () => {
    const again = territory('again', 'gha1-*', 'common');
    const changing = new NameOwners([gha1, shared, again]);
    changing.remove(again);
    expect(changing.ownersOf('gha1-x')).toEqual([gha1]);
    expect(changing.ownersOf('common')).toEqual([shared]);
  });
});

import { SortedByName } from './SortedByName';

const names = ['b', 'gha1', 'gha10', 'gha1-x', 'a', 'gha2', 'gha1'];

describe('SortedByName', () => {
  const sorted = () => new SortedByName(names, name => name);

  it('finds in order what begins alike', () => {
    expect([...sorted().beginningWith('gha1')]).toEqual([
      'gha1',
      'gha1',
      'gha1-x',
      'gha10',
    ]);
    expect([...sorted().beginningWith('gha1', 2)]).toEqual(['gha1', 'gha1']);
    expect([...sorted().beginningWith('c')]).toEqual([]);
    expect([...sorted().beginningWith('')]).toHaveLength(names.length);
  });

  it('takes in and gives up one thing at a time', () => {
    const changed = sorted();
    changed.add('gha1-y');
    changed.remove('gha1');
    changed.remove('gha10');
    changed.remove('a');
    changed.remove('nothing');
    expect([...changed.beginningWith('')]).toEqual([
      'b',
      'gha1',
      'gha1-x',
      'gha1-y',
      'gha2',
    ]);
  });
});

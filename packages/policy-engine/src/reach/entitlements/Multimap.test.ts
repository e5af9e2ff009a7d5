import { Multimap } from './Multimap';

describe('Multimap', () => {
  const filled = () => {
    const map = new Multimap<string>();
    map.add('a', 'x');
    map.add('b', 'y');
    map.add('a', 'z');
    map.add('a', 'x');
    return map;
  };

  it('keeps the values of a key in order', () => {
    expect(filled().get('a')).toEqual(['x', 'z', 'x']);
    expect(filled().get('c')).toEqual([]);
    expect([...filled().keys()]).toEqual(['a', 'b']);
    expect([...filled().values()]).toEqual(['x', 'z', 'x', 'y']);
  });

  it('takes a value out as often as it is asked to', () => {
    const map = filled();
    map.delete('a', 'x');
    expect(map.get('a')).toEqual(['z', 'x']);
    map.delete('a', 'x');
    expect(map.get('a')).toEqual(['z']);
    map.delete('a', 'x');
    map.delete('c', 'x');
    expect([map.get('a'), map.get('c')]).toEqual([['z'], []]);
  });

  it('forgets everything at once', () => {
    const map = filled();
    map.clear();
    expect([...map.keys(), ...map.get('a')]).toEqual([]);
  });
});

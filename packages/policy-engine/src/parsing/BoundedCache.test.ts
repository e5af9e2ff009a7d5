import { BoundedCache } from './BoundedCache';

describe('BoundedCache', () => {
  const recording = (capacity: number) => {
    const made: string[] = [];
    const cache = new BoundedCache(capacity, text => {
      made.push(text);
      return { text };
    });
    return { cache, made };
  };

  it('makes what it knows once', () => {
    const { cache, made } = recording(2);
    const first = cache.get('a');
    expect(cache.get('b')).toEqual({ text: 'b' });
    expect(cache.get('a')).toBe(first);
    expect(made).toEqual(['a', 'b']);
  });

  it('forgets everything when one more than it can hold comes', () => {
    const { cache, made } = recording(2);
    for (const text of ['a', 'b', 'c', 'c', 'a', 'b', 'a']) {
      expect(cache.get(text)).toEqual({ text });
    }
    expect(made).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('forgets everything for a text that is longer than what it can hold', () => {
    const { cache, made } = recording(4);
    for (const text of ['a', 'long text', 'long text', 'b', 'long text']) {
      expect(cache.get(text)).toEqual({ text });
    }
    expect(made).toEqual(['a', 'long text', 'b', 'long text']);
  });

  it('does not remember what could not be made', () => {
    let tries = 0;
    const cache = new BoundedCache(2, () => {
      tries += 1;
      throw new Error('no');
    });
    expect(() => cache.get('a')).toThrow('no');
    expect(() => cache.get('a')).toThrow('no');
    expect(tries).toBe(2);
  });
});

/**
 * The ordinals at which `numbers` has a value, as ranges: `0-41,43,50-99`.
 *
 * @param numbers - by ordinal
 */
export function formatRanges(numbers: Uint8Array, value: number): string {
  const ranges: string[] = [];
  let first = numbers.indexOf(value);
  while (first !== -1) {
    let last = first;
    while (numbers[last + 1] === value) {
      last += 1;
    }
    ranges.push(first === last ? `${first}` : `${first}-${last}`);
    first = numbers.indexOf(value, last + 1);
  }
  return ranges.join(',');
}

/**
 * The ordinals of ranges, in their order.
 *
 * @param ranges - as {@link formatRanges} writes them
 * @throws Error when it did not
 */
export function* ordinalsOf(ranges: string): Generator<number> {
  for (const range of ranges === '' ? [] : ranges.split(',')) {
    const [first = NaN, last = first] = range.split('-').map(Number);
    if (!Number.isInteger(first) || !Number.isInteger(last)) {
      throw new Error(`"${range}" is no range of cells`);
    }
    for (let ordinal = first; ordinal <= last; ordinal += 1) {
      yield ordinal;
    }
  }
}

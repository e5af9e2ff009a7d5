/**
 * Words as in a sentence: `a, b and c`.
 *
 * @public
 */
export function joinWords(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

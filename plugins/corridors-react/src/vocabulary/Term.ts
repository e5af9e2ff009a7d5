import type { ReactElement } from 'react';

/**
 * How loud a state is. Drawn as a colour, never as colour alone.
 *
 * @public
 */
export type Tone = 'good' | 'busy' | 'warning' | 'bad' | 'quiet';

/**
 * One word of the vocabulary of state: symbol, word and colour, and what the word means.
 *
 * @public
 */
export interface Term {
  readonly word: string;
  readonly tone: Tone;
  readonly symbol: ReactElement;
  readonly meaning: string;
}

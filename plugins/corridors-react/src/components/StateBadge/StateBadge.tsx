import type { Term } from '../../vocabulary';
import { ScreenReaderText } from '../ScreenReaderText';
import styles from './StateBadge.module.css';

/**
 * Properties of {@link StateBadge}.
 *
 * @public
 */
export interface StateBadgeProps {
  readonly term: Term;
  /** Replaces the word where a count says more, such as "2 leaks". */
  readonly word?: string;
  /** What the word is about, for those who do not see the column that it stands in. */
  readonly about?: string;
}

/**
 * Draws a state: symbol, word and colour. The meaning shows on hover.
 *
 * @public
 */
export function StateBadge({ term, word, about }: StateBadgeProps) {
  return (
    <span
      className={`${styles.badge} ${styles[term.tone]}`}
      title={term.meaning}
    >
      <span aria-hidden style={{ display: 'inline-flex' }}>
        {term.symbol}
      </span>
      {about && <ScreenReaderText>{`${about}: `}</ScreenReaderText>}
      {word ?? term.word}
    </span>
  );
}

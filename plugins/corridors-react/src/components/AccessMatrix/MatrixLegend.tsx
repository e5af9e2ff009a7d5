import type { Tile } from './buildGrid';
import { outcomeSymbols } from './outcomeSymbols';
import styles from './AccessMatrix.module.css';

const ORDER: readonly Tile['loudest'][] = [
  'leak',
  'blocked',
  'drift',
  'unproven',
  'not-covered',
  'allow',
  'both',
  'deny',
];

/** What the symbols of the matrix mean. */
export function MatrixLegend() {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {ORDER.map(outcome => (
        <li key={outcome} className={styles.legendItem}>
          <span aria-hidden className={`${styles.swatch} ${styles[outcome]}`}>
            {outcomeSymbols[outcome].symbol}
          </span>
          {outcomeSymbols[outcome].legend}
        </li>
      ))}
      <li className={styles.legendItem}>
        <span aria-hidden className={`${styles.swatch} ${styles.own}`} />
        Its own
      </li>
    </ul>
  );
}

import { Disclosure } from '../Disclosure';
import type { Grid } from './buildGrid';
import { describeRows } from './describeTile';
import styles from './AccessMatrix.module.css';

/** The matrix in words, for those who would rather read it or cannot see it. */
export function MatrixText({ grid }: { readonly grid: Grid }) {
  return (
    <Disclosure title="The same as text">
      <dl className={styles.text}>
        {describeRows(grid).map(row => (
          <div key={row.id}>
            <dt>{row.title}</dt>
            <dd>
              {row.sentences.length === 0
                ? 'nothing'
                : row.sentences.join('; ')}
            </dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

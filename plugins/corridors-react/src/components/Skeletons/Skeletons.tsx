import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './Skeletons.module.css';

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/**
 * Holds the place of a table until its rows are there.
 *
 * @public
 */
export function TableSkeleton({
  rows = 6,
  label,
}: {
  readonly rows?: number;
  readonly label: string;
}) {
  return (
    <div className={styles.table} aria-busy="true">
      <VisuallyHidden role="status">{`Loading ${label}`}</VisuallyHidden>
      {range(rows).map(row => (
        <div key={row} className={styles.row} aria-hidden>
          <Skeleton width="60%" height={16} />
          <Skeleton width="80%" height={16} />
          <Skeleton width="40%" height={16} />
          <Skeleton width="50%" height={16} />
        </div>
      ))}
    </div>
  );
}

/**
 * Holds the place of a few lines of text.
 *
 * @public
 */
export function TextSkeleton({
  lines = 3,
  label,
}: {
  readonly lines?: number;
  readonly label: string;
}) {
  return (
    <div className={styles.text} aria-busy="true">
      <VisuallyHidden role="status">{`Loading ${label}`}</VisuallyHidden>
      {range(lines).map(line => (
        <Skeleton
          key={line}
          aria-hidden
          width={line === lines - 1 ? '45%' : '85%'}
          height={16}
        />
      ))}
    </div>
  );
}

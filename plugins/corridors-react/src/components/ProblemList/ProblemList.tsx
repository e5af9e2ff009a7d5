import { RiAlertFill, RiCloseCircleFill } from '@remixicon/react';
import type { Problem } from '@corridors/model';
import styles from './ProblemList.module.css';

/**
 * Where a problem is: "corridors/gha3/corridor.yaml, line 4, column 3" or the field.
 *
 * @public
 */
export function describePlace(problem: Problem): string {
  const place = [
    problem.file,
    problem.line === undefined ? undefined : `line ${problem.line}`,
    problem.column === undefined ? undefined : `column ${problem.column}`,
  ].filter(Boolean);
  return place.length > 0 ? place.join(', ') : problem.field ?? '';
}

/**
 * Problems with their place, errors before warnings.
 *
 * @public
 */
export function ProblemList({
  problems,
}: {
  readonly problems: readonly Problem[];
}) {
  const ordered = [...problems].sort((left, right) =>
    left.severity.localeCompare(right.severity),
  );
  return (
    <ul className={styles.list}>
      {ordered.map((problem, index) => (
        <li
          key={`${problem.code} ${index}`}
          className={styles[problem.severity]}
        >
          <span aria-hidden className={styles.symbol}>
            {problem.severity === 'error' ? (
              <RiCloseCircleFill size={16} />
            ) : (
              <RiAlertFill size={16} />
            )}
          </span>
          <span>
            <span className={styles.severity}>
              {problem.severity === 'error' ? 'Error: ' : 'Warning: '}
            </span>
            {problem.message}
            {describePlace(problem) && (
              <span className={styles.place}>{describePlace(problem)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

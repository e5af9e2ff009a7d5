import { Button } from '@backstage/ui';
import type { Finding } from '@corridors/model';
import { FindingBadge } from '@corridors/plugin-corridors-react';
import styles from './Verification.module.css';

/** Properties of {@link FindingList}. */
export interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Ids of findings that the run before did not have. */
  readonly newIds?: ReadonlySet<string>;
  readonly onOpen: (finding: Finding) => void;
}

/** Findings, worst first as they come: what it is, why, what to do. */
export function FindingList({ findings, newIds, onOpen }: FindingListProps) {
  return (
    <ul className={styles.findings}>
      {findings.map(finding => (
        <li
          key={finding.id}
          id={finding.id}
          className={`${styles.finding} ${styles[finding.kind]}`}
        >
          <div className={styles.findingHead}>
            <FindingBadge kind={finding.kind} />
            <strong>{finding.title}</strong>
            {newIds?.has(finding.id) && (
              <span className={styles.new}>new since the run before</span>
            )}
          </div>
          <p className={styles.text}>{finding.explanation}</p>
          <p className={styles.text}>
            <strong>Next:</strong> {finding.nextAction}
          </p>
          <div className={styles.findingFoot}>
            <Button
              size="small"
              variant="secondary"
              onPress={() => onOpen(finding)}
            >
              {finding.cells.length === 1
                ? 'Show the cell'
                : `Show ${finding.cells.length} cells`}
            </Button>
            <span className={styles.note}>
              {finding.environments.join(', ')} · seen by{' '}
              {finding.views.join(', ')}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

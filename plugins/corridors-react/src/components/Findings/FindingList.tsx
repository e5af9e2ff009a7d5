import { Button } from '@backstage/ui';
import type { Finding } from '@corridors/model';
import { CopyableText } from '../CopyableText';
import { FindingBadge } from '../StateBadge';
import { PolicyPlaces } from './PolicyPlaces';
import styles from './Findings.module.css';

/**
 * Properties of {@link FindingList}.
 *
 * @public
 */
export interface FindingListProps {
  readonly findings: readonly Finding[];
  /** Ids of findings that the run before did not have. */
  readonly newIds?: ReadonlySet<string>;
  /** Shows the cells of a finding; without it none are offered. */
  readonly onOpen?: (finding: Finding) => void;
}

/**
 * Findings, worst first as they come: what it is, why, what to do, and which statements make it so.
 *
 * @public
 */
export function FindingList({ findings, newIds, onOpen }: FindingListProps) {
  return (
    <ul className={styles.findings}>
      {findings.map(finding => (
        <li
          key={finding.id}
          id={finding.id}
          className={`${styles.finding} ${styles[finding.kind]}`}
        >
          <div className={styles.head}>
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
          {finding.statements && finding.statements.length > 0 && (
            <PolicyPlaces places={finding.statements} />
          )}
          {finding.witness && (
            <p className={styles.text}>
              <span className={styles.note}>For example </span>
              <CopyableText text={finding.witness} label="example" />
            </p>
          )}
          <div className={styles.foot}>
            {onOpen && finding.cells.length > 0 && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => onOpen(finding)}
              >
                {finding.cells.length === 1
                  ? 'Show the cell'
                  : `Show ${finding.cells.length} cells`}
              </Button>
            )}
            <span className={styles.note}>
              {[
                finding.environments.join(', '),
                finding.views.length > 0
                  ? `seen by ${finding.views.join(', ')}`
                  : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

import type { StandingWeakness } from '@corridors/model';
import { Section } from '@corridors/plugin-corridors-react';
import { RiAlertFill } from '@remixicon/react';
import styles from './SecurityPage.module.css';

/** What is weak by construction, and stays so however green the matrix is. */
export function Weaknesses({
  weaknesses,
}: {
  readonly weaknesses: readonly StandingWeakness[];
}) {
  if (weaknesses.length === 0) {
    return null;
  }
  return (
    <Section
      id="weaknesses"
      title="Standing weaknesses"
      note="true by construction, whatever the matrix shows"
    >
      <ul className={styles.weaknesses}>
        {weaknesses.map(weakness => (
          <li key={`${weakness.environment} ${weakness.title}`}>
            <span className={styles.weaknessSymbol} aria-hidden>
              <RiAlertFill size={16} />
            </span>
            <div>
              <strong>{weakness.title}</strong>{' '}
              <span className={styles.note}>in {weakness.environment}</span>
              <p>{weakness.explanation}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

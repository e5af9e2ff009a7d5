import type { CorridorSummary } from '@corridors/plugin-corridors-common';
import {
  CopyableText,
  CorridorStateBadge,
  ProblemList,
  Section,
} from '@corridors/plugin-corridors-react';
import styles from './CorridorsPage.module.css';

/** Files of the GitOps repository that cannot be used, with the place of every problem. */
export function InvalidFiles({
  corridors,
}: {
  readonly corridors: readonly CorridorSummary[];
}) {
  const invalid = corridors.filter(corridor => corridor.state === 'invalid');
  if (invalid.length === 0) {
    return null;
  }
  return (
    <Section
      id="invalid"
      title={
        invalid.length === 1
          ? 'One file cannot be used'
          : `${invalid.length} files cannot be used`
      }
      note="Everything else goes on without them. Repair the file in the GitOps repository."
    >
      <ul className={styles.invalid}>
        {invalid.map(corridor => (
          <li key={corridor.file ?? corridor.name}>
            <div className={styles.invalidTitle}>
              <CorridorStateBadge state="invalid" />
              <strong>{corridor.name}</strong>
              {corridor.file && (
                <CopyableText text={corridor.file} label="path of the file" />
              )}
            </div>
            <ProblemList problems={corridor.problems ?? []} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

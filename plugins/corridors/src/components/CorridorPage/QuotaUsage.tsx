import { parseQuantity } from '@corridors/model';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import { AsOf, ProgressBar, Section } from '@corridors/plugin-corridors-react';
import styles from './CorridorPage.module.css';

/** How much of its quota a corridor uses. */
export function QuotaUsage({
  quota,
}: {
  readonly quota: CorridorDetail['quota'];
}) {
  if (!quota) {
    return (
      <Section title="Quota used">
        <p className={styles.muted}>
          The quota of the namespace has not been read yet.
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="Quota used"
      note={<AsOf at={quota.asOf} source="Kubernetes" />}
    >
      <ul className={styles.quota}>
        {Object.entries(quota.hard).map(([resource, hard]) => {
          const used = quota.used[resource] ?? '0';
          return (
            <li key={resource}>
              <div className={styles.quotaHead}>
                <span>{resource}</span>
                <span>
                  <strong>{used}</strong> of {hard}
                </span>
              </div>
              <ProgressBar
                label={`${resource}: ${used} of ${hard} used`}
                value={Number(parseQuantity(used) ?? 0)}
                maximum={Number(parseQuantity(hard) ?? 1)}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

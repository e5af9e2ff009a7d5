import { parseQuantity } from '@corridors/model';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import { AsOf, ProgressBar, Section } from '@corridors/plugin-corridors-react';
import styles from './CorridorPage.module.css';

const TITLES: Readonly<Record<string, string>> = {
  'requests.cpu': 'CPU asked for',
  'limits.cpu': 'CPU limit',
  'requests.memory': 'Memory asked for',
  'limits.memory': 'Memory limit',
  pods: 'Pods',
  'services.loadbalancers': 'Load balancers',
  'services.nodeports': 'Node ports',
};

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
        {Object.entries(quota.hard).map(([resource, hard]) => (
          <QuotaItem
            key={resource}
            title={TITLES[resource] ?? resource}
            hard={hard}
            used={quota.used[resource] ?? '0'}
          />
        ))}
      </ul>
    </Section>
  );
}

function QuotaItem(props: {
  readonly title: string;
  readonly hard: string;
  readonly used: string;
}) {
  const { title, hard, used } = props;
  const maximum = Number(parseQuantity(hard) ?? 0);
  return (
    <li>
      <div className={styles.quotaHead}>
        <span>{title}</span>
        {maximum > 0 ? (
          <span>
            <strong>{used}</strong> of {hard}
          </span>
        ) : (
          <span>none allowed</span>
        )}
      </div>
      {maximum > 0 && (
        <ProgressBar
          label={`${title}: ${used} of ${hard} used`}
          value={Number(parseQuantity(used) ?? 0)}
          maximum={maximum}
        />
      )}
    </li>
  );
}

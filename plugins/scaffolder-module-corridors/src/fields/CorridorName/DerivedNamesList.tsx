import type { DerivedNames } from '@corridors/model';
import { MiddleTruncated } from '@corridors/plugin-corridors-react';
import styles from './CorridorName.module.css';

/** The names that follow from a corridor's name. */
export function DerivedNamesList({ names }: { readonly names: DerivedNames }) {
  const rows = [
    ['Namespace', names.namespace],
    ['Service account', names.serviceAccount],
    ['Role', names.roleArn],
    [
      'Buckets',
      names.buckets.length > 0
        ? names.buckets.map(bucket => bucket.name).join(', ')
        : `${names.bucketPrefix}…`,
    ],
  ] as const;
  return (
    <dl className={styles.names}>
      {rows.map(([title, name]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <MiddleTruncated text={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

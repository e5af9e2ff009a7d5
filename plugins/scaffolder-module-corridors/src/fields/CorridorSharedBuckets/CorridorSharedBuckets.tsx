import { Checkbox, Select } from '@backstage/ui';
import { useId } from 'react';
import {
  EnvironmentNeeded,
  FieldShell,
  useChosenEnvironment,
} from '../../form';
import type { schema } from './schema';
import styles from './CorridorSharedBuckets.module.css';

const ACCESS = [
  { id: 'read', label: 'Read' },
  { id: 'write', label: 'Read and write' },
];

/** Chooses among the shared buckets that the environment offers to corridors. */
export function CorridorSharedBuckets({
  formData = [],
  onChange,
  formContext,
  schema: field,
}: typeof schema.TProps) {
  const labelId = useId();
  const chosen = useChosenEnvironment(formContext);
  const label = field.title ?? 'Shared buckets';
  const description =
    field.description ??
    'Buckets that the environment offers to every corridor. Choose none if unsure.';
  if (!chosen.environment) {
    return (
      <FieldShell label={label}>
        <EnvironmentNeeded chosen={chosen} />
      </FieldShell>
    );
  }
  const { sharedBuckets, name } = chosen.environment;
  return (
    <FieldShell labelId={labelId} label={label} description={description}>
      {sharedBuckets.length === 0 ? (
        <p className={styles.none}>
          {name} shares no buckets. There is nothing to choose.
        </p>
      ) : (
        <ul className={styles.rows} aria-labelledby={labelId}>
          {sharedBuckets.map(shared => {
            const use = formData.find(({ bucket }) => bucket === shared.name);
            const others = formData.filter(
              ({ bucket }) => bucket !== shared.name,
            );
            return (
              <li key={shared.name} className={styles.row}>
                <Checkbox
                  isSelected={Boolean(use)}
                  onChange={isUsed =>
                    onChange(
                      isUsed
                        ? [...others, { bucket: shared.name, access: 'read' }]
                        : others,
                    )
                  }
                >
                  {shared.name}
                </Checkbox>
                {use && shared.access === 'write' && (
                  <Select
                    className={styles.access}
                    aria-label={`Access to ${shared.name}`}
                    options={ACCESS}
                    selectionMode="single"
                    value={use.access}
                    onChange={key =>
                      onChange([
                        ...others,
                        {
                          bucket: shared.name,
                          access: key === 'write' ? 'write' : 'read',
                        },
                      ])
                    }
                  />
                )}
                <span className={styles.none}>
                  {[
                    shared.access === 'read' ? 'read only' : '',
                    shared.description ?? '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </FieldShell>
  );
}

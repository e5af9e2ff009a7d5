import { NumberField, TextField } from '@backstage/ui';
import type { EnvironmentSummary } from '@corridors/plugin-corridors-common';
import { useEffect } from 'react';
import {
  EnvironmentNeeded,
  FieldShell,
  useChosenEnvironment,
} from '../../form';
import type { QuotaValue, schema } from './schema';
import styles from './CorridorQuota.module.css';

/** Enough for a driver and a handful of executors, where the environment states no default. */
const MODEST: QuotaValue = { cpu: '16', memory: '64Gi', pods: 50 };

function usual({ quotaDefault }: EnvironmentSummary): QuotaValue {
  return {
    cpu: quotaDefault?.cpu ?? MODEST.cpu,
    memory: quotaDefault?.memory ?? MODEST.memory,
    pods: quotaDefault?.pods ?? MODEST.pods,
  };
}

function atMost(maximum: string | number | undefined): string | undefined {
  return maximum === undefined ? undefined : `At most ${maximum}`;
}

/** Says how much of the cluster a corridor may use. */
export function CorridorQuota({
  formData,
  onChange,
  formContext,
  required,
  schema: field,
}: typeof schema.TProps) {
  const chosen = useChosenEnvironment(formContext);
  const { environment } = chosen;
  const isUntouched = formData?.cpu === undefined;
  useEffect(() => {
    if (isUntouched && environment) {
      onChange(usual(environment));
    }
  }, [isUntouched, environment, onChange]);
  const label = field.title ?? 'Quota';
  if (!environment) {
    return (
      <FieldShell label={label}>
        <EnvironmentNeeded chosen={chosen} />
      </FieldShell>
    );
  }
  const value = { ...usual(environment), ...formData };
  const { quotaMaximum } = environment;
  return (
    <FieldShell
      label={label}
      description={
        field.description ??
        'How much of the cluster its pods may ask for together.'
      }
      isRequired={required}
    >
      <div className={styles.inputs}>
        <TextField
          className={styles.input}
          label="CPU"
          secondaryLabel={atMost(quotaMaximum.cpu)}
          value={value.cpu}
          onChange={cpu => onChange({ ...value, cpu })}
        />
        <TextField
          className={styles.input}
          label="Memory"
          secondaryLabel={atMost(quotaMaximum.memory)}
          value={value.memory}
          onChange={memory => onChange({ ...value, memory })}
        />
        <NumberField
          className={styles.input}
          label="Pods"
          secondaryLabel={atMost(quotaMaximum.pods)}
          minValue={1}
          value={value.pods}
          onChange={pods =>
            onChange({ ...value, pods: Number.isNaN(pods) ? 1 : pods })
          }
        />
      </div>
    </FieldShell>
  );
}

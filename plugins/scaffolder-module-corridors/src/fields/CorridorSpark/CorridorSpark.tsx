import { Select } from '@backstage/ui';
import type { EnvironmentSummary } from '@corridors/plugin-corridors-common';
import { useEffect } from 'react';
import {
  EnvironmentNeeded,
  FieldShell,
  useChosenEnvironment,
} from '../../form';
import type { schema, SparkValue } from './schema';
import styles from './CorridorSpark.module.css';

const OPERATORS: Record<SparkValue['operator'], string> = {
  kubeflow: 'Kubeflow Spark operator',
  apache: 'Apache Spark operator',
  none: 'None: spark-submit starts the driver',
};

function operatorOf(text: string | undefined): SparkValue['operator'] {
  return text === 'apache' || text === 'none' ? text : 'kubeflow';
}

function usual({
  sparkVersions,
  sparkOperators,
}: EnvironmentSummary): SparkValue | undefined {
  const [version] = sparkVersions;
  return version
    ? { version, operator: operatorOf(sparkOperators[0]) }
    : undefined;
}

/** Chooses the Spark version and how applications are started. */
export function CorridorSpark({
  formData,
  onChange,
  formContext,
  required,
  schema: field,
}: typeof schema.TProps) {
  const chosen = useChosenEnvironment(formContext);
  const { environment } = chosen;
  const isUsable = Boolean(
    formData?.version &&
      environment?.sparkVersions.includes(formData.version) &&
      environment.sparkOperators.includes(formData.operator),
  );
  useEffect(() => {
    const value = environment && usual(environment);
    if (!isUsable && value) {
      onChange(value);
    }
  }, [isUsable, environment, onChange]);
  const label = field.title ?? 'Spark';
  if (!environment) {
    return (
      <FieldShell label={label}>
        <EnvironmentNeeded chosen={chosen} />
      </FieldShell>
    );
  }
  const value = formData ?? usual(environment);
  return (
    <FieldShell
      label={label}
      description={field.description}
      isRequired={required}
    >
      <div className={styles.inputs}>
        <Select
          className={styles.input}
          label="Version"
          options={environment.sparkVersions.map(id => ({ id, label: id }))}
          selectionMode="single"
          value={value?.version ?? null}
          onChange={key =>
            onChange({
              version: String(key),
              operator: operatorOf(value?.operator),
            })
          }
        />
        <Select
          className={styles.input}
          label="Started by"
          options={environment.sparkOperators.map(id => ({
            id,
            label: OPERATORS[operatorOf(id)],
          }))}
          selectionMode="single"
          value={value?.operator ?? null}
          onChange={key =>
            onChange({
              version: value?.version ?? '',
              operator: operatorOf(String(key)),
            })
          }
        />
      </div>
    </FieldShell>
  );
}

import { Alert, Select } from '@backstage/ui';
import type { EnvironmentSummary } from '@corridors/plugin-corridors-common';
import { useEnvironments } from '@corridors/plugin-corridors-react';
import { EnvironmentNeeded, FieldShell } from '../../form';
import type { schema } from './schema';
import styles from './CorridorEnvironment.module.css';

function optionOf({ name, title, state }: EnvironmentSummary) {
  const label = title ? `${name}: ${title}` : name;
  return state === 'invalid'
    ? {
        id: name,
        label: `${label} (its file cannot be used)`,
        isDisabled: true,
      }
    : { id: name, label };
}

/** Chooses the environment of a corridor, and says what it means. */
export function CorridorEnvironment({
  formData,
  onChange,
  rawErrors,
  required,
  schema: field,
}: typeof schema.TProps) {
  const { data, error, isLoading, refresh } = useEnvironments();
  const chosen = data?.items.find(({ name }) => name === formData);
  if (!data) {
    return (
      <FieldShell label={field.title ?? 'Environment'}>
        <EnvironmentNeeded chosen={{ isLoading, error, refresh }} />
      </FieldShell>
    );
  }
  return (
    <FieldShell>
      <Select
        label={field.title ?? 'Environment'}
        description={
          field.description ??
          'The cluster and the AWS account that the corridor will be in.'
        }
        secondaryLabel={required ? 'Required' : undefined}
        placeholder="Choose an environment"
        options={data.items.map(optionOf)}
        selectionMode="single"
        value={formData ?? null}
        isInvalid={Boolean(rawErrors?.length)}
        onChange={key => onChange(key === null ? undefined : String(key))}
      />
      {chosen && (
        <dl className={styles.facts}>
          <Fact name="Cluster" value={chosen.cluster} />
          <Fact name="AWS account" value={chosen.accountId} />
          <Fact name="Region" value={chosen.region} />
          <Fact name="How pods get their role" value={chosen.mechanism} />
        </dl>
      )}
      {chosen?.state === 'unreachable' && (
        <Alert
          role="status"
          icon
          status="warning"
          title="This environment does not answer now"
          description="You can ask for a corridor all the same; it is built as soon as the environment is back."
        />
      )}
      {chosen?.standingWeakness && (
        <Alert
          role="status"
          icon
          status="info"
          title={chosen.standingWeakness.title}
          description={chosen.standingWeakness.explanation}
        />
      )}
    </FieldShell>
  );
}

function Fact({
  name,
  value,
}: {
  readonly name: string;
  readonly value: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

import { TextField } from '@backstage/ui';
import { ProblemList } from '@corridors/plugin-corridors-react';
import { useId } from 'react';
import { FieldShell, namePreflight, readFormData } from '../../form';
import { usePreflight } from '../../preflight';
import { DerivedNamesList } from './DerivedNamesList';
import { NameStatus } from './NameStatus';
import type { schema } from './schema';

/** Long enough that a person who types is not interrupted, short enough that the answer is there when they look up. */
const TYPING_PAUSE_MS = 300;

/** Names a corridor. Asks the backend while typing, and shows the names that would follow. */
export function CorridorName(props: typeof schema.TProps) {
  const {
    formData,
    onChange,
    rawErrors = [],
    required,
    formContext,
    schema: field,
    uiSchema,
  } = props;
  const statusId = useId();
  const { environment } = readFormData(formContext?.formData);
  const preflight = usePreflight(
    namePreflight({ environment, name: formData }),
    TYPING_PAUSE_MS,
  );
  const answer = preflight.status === 'answered' ? preflight.answer : undefined;
  const problems =
    answer?.problems.filter(problem => !rawErrors.includes(problem.message)) ??
    [];
  return (
    <FieldShell>
      <TextField
        label={field.title ?? 'Name'}
        description={
          field.description ??
          '3 to 20 lower-case letters, digits and hyphens. Namespace, service account, role and buckets are named after it.'
        }
        secondaryLabel={required ? 'Required' : undefined}
        value={formData ?? ''}
        onChange={value => onChange(value || undefined)}
        isInvalid={rawErrors.length > 0 || answer?.ok === false}
        aria-describedby={statusId}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- asked for by whoever wrote the template
        autoFocus={Boolean(uiSchema?.['ui:autofocus'])}
        autoComplete="off"
        spellCheck="false"
      />
      <div id={statusId} aria-live="polite">
        <NameStatus
          hasEnvironment={Boolean(environment)}
          hasName={Boolean(formData)}
          preflight={preflight}
          onRetry={preflight.ask}
        />
        {problems.length > 0 && (
          <ProblemList
            problems={problems.map(problem => ({
              ...problem,
              field: undefined,
            }))}
          />
        )}
        {answer?.ok && answer.names && (
          <DerivedNamesList names={answer.names} />
        )}
      </div>
    </FieldShell>
  );
}

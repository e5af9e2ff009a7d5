import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { CorridorsApi } from '@corridors/plugin-corridors-common';
import { corridorsApiRef } from '@corridors/plugin-corridors-react';
import { useState, type ComponentType } from 'react';

/** What of a field's properties the form sets and our fields read. */
interface FieldProps<T> {
  readonly formData?: T;
  readonly onChange: (value: T | undefined) => void;
  readonly formContext: {
    readonly formData: Readonly<Record<string, unknown>>;
  };
  readonly schema: object;
  readonly required: boolean;
}

/** Holds the value of one field as the form would. */
export function FieldHarness<T>(props: {
  readonly field: ComponentType<never>;
  readonly name: string;
  readonly api: CorridorsApi;
  readonly formData: Readonly<Record<string, unknown>>;
}) {
  const [value, setValue] = useState<T>();
  const Field = props.field as ComponentType<FieldProps<T>>;
  return (
    <TestApiProvider apis={[[corridorsApiRef, props.api]]}>
      <Field
        formData={value}
        onChange={next => setValue(next)}
        formContext={{ formData: { ...props.formData, [props.name]: value } }}
        schema={{}}
        required
      />
      <output data-testid="value">{JSON.stringify(value)}</output>
    </TestApiProvider>
  );
}

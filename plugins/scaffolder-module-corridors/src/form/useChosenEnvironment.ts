import type { EnvironmentSummary } from '@corridors/plugin-corridors-common';
import { useEnvironments } from '@corridors/plugin-corridors-react';
import { readFormData } from './formData';

/** The environment that was chosen on the first page, once it is known what it offers. */
export interface ChosenEnvironment {
  readonly environment?: EnvironmentSummary;
  readonly isLoading: boolean;
  readonly error?: Error;
  readonly refresh: () => void;
}

/** Looks up what the chosen environment offers. */
export function useChosenEnvironment(
  formContext: { readonly formData?: unknown } | undefined,
): ChosenEnvironment {
  const { data, error, isLoading, refresh } = useEnvironments();
  const wanted = readFormData(formContext?.formData).environment;
  return {
    environment: data?.items.find(({ name }) => name === wanted),
    error,
    isLoading,
    refresh,
  };
}

import { usePermission } from '@backstage/plugin-permission-react';
import {
  corridorsVerificationRunAllPermission,
  formatScope,
} from '@corridors/plugin-corridors-common';
import {
  useCorridors,
  useEnvironments,
} from '@corridors/plugin-corridors-react';
import { useQuery } from '../../navigation';
import { scopeOptions, type ScopeOption } from './scopes';

/** The scope that the page is about; it lives in the query string. */
export interface ScopeChoice {
  readonly options: readonly ScopeOption[];
  readonly chosen?: ScopeOption;
  readonly choose: (id: string) => void;
  readonly isLoading: boolean;
  readonly error?: Error;
  readonly refresh: () => void;
}

/** What the reader may verify, and what they chose; else what was verified last. */
export function useScope(): ScopeChoice {
  const [query, changeQuery] = useQuery();
  const environments = useEnvironments();
  const corridors = useCorridors();
  const { allowed, loading } = usePermission({
    permission: corridorsVerificationRunAllPermission,
  });
  const options = scopeOptions(
    environments.data?.items ?? [],
    corridors.data?.items ?? [],
    allowed,
  );
  const last = corridors.data?.lastVerification;
  const wanted = query.get('scope') ?? (last && formatScope(last.scope));
  return {
    options,
    chosen: options.find(option => option.id === wanted) ?? options[0],
    choose: scope => changeQuery({ scope }),
    isLoading: loading || environments.isLoading || corridors.isLoading,
    error:
      environments.data && corridors.data
        ? undefined
        : environments.error ?? corridors.error,
    refresh: () => {
      environments.refresh();
      corridors.refresh();
    },
  };
}

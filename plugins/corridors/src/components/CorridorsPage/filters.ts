import type { CorridorState } from '@corridors/model';
import type { CorridorSummary } from '@corridors/plugin-corridors-common';

/** States that want somebody to do something. */
export const ATTENTION_STATES: readonly CorridorState[] = [
  'broken',
  'needs-attention',
  'invalid',
];

/** What the list is narrowed to. Lives in the query string, so that a filtered list can be shared. */
export interface CorridorFilters {
  readonly isMine: boolean;
  readonly environment: string;
  readonly states: readonly string[];
  readonly search: string;
}

/** Reads the filters from the query string. */
export function readFilters(query: URLSearchParams): CorridorFilters {
  return {
    isMine: query.get('mine') === 'true',
    environment: query.get('environment') ?? '',
    states: (query.get('state') ?? '').split(',').filter(Boolean),
    search: query.get('search') ?? '',
  };
}

/** Whether anything is narrowed at all. */
export function isFiltered(filters: CorridorFilters): boolean {
  return (
    filters.isMine ||
    Boolean(filters.environment) ||
    filters.states.length > 0 ||
    Boolean(filters.search)
  );
}

/** The corridors that pass all filters; the search looks at name, title, owner and environment. */
export function filterCorridors(
  corridors: readonly CorridorSummary[],
  filters: CorridorFilters,
): CorridorSummary[] {
  const wanted = filters.search.trim().toLowerCase();
  return corridors.filter(corridor => {
    const text = [
      corridor.name,
      corridor.title ?? '',
      corridor.owner,
      corridor.environment,
    ]
      .join(' ')
      .toLowerCase();
    return (
      (!filters.isMine || corridor.mine) &&
      (!filters.environment || corridor.environment === filters.environment) &&
      (filters.states.length === 0 ||
        filters.states.includes(corridor.state)) &&
      text.includes(wanted)
    );
  });
}

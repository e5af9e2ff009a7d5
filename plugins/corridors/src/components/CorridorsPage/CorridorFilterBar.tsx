import { Button, SearchField, Select, Switch } from '@backstage/ui';
import { corridorTerms } from '@corridors/plugin-corridors-react';
import { isFiltered, type CorridorFilters } from './filters';
import styles from './CorridorsPage.module.css';

/** Properties of {@link CorridorFilterBar}. */
export interface CorridorFilterBarProps {
  readonly filters: CorridorFilters;
  readonly environments: readonly string[];
  /** Changes parameters of the query string. */
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

const STATE_OPTIONS = Object.entries(corridorTerms).map(([id, term]) => ({
  id,
  label: term.word,
}));

/** Narrows the list of corridors. */
export function CorridorFilterBar({
  filters,
  environments,
  onChange,
}: CorridorFilterBarProps) {
  return (
    <div className={styles.filters} role="search" aria-label="Corridors">
      <SearchField
        className={styles.search}
        aria-label="Search corridors"
        placeholder="Search by name, owner or environment"
        value={filters.search}
        onChange={search => onChange({ search })}
      />
      <Select
        className={styles.select}
        aria-label="Environment"
        placeholder="All environments"
        options={[
          { id: '', label: 'All environments' },
          ...environments.map(id => ({ id, label: id })),
        ]}
        selectionMode="single"
        value={filters.environment}
        onChange={key => onChange({ environment: String(key ?? '') })}
      />
      <Select
        className={styles.select}
        aria-label="State"
        placeholder="All states"
        options={STATE_OPTIONS}
        selectionMode="multiple"
        value={[...filters.states]}
        onChange={keys => onChange({ state: keys.join(',') })}
      />
      <Switch
        label="Only mine"
        isSelected={filters.isMine}
        onChange={isMine => onChange({ mine: isMine ? 'true' : '' })}
      />
      {isFiltered(filters) && (
        <Button
          variant="tertiary"
          onPress={() =>
            onChange({ mine: '', environment: '', state: '', search: '' })
          }
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

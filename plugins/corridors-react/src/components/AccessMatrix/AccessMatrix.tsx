import { Switch, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useMemo, useState } from 'react';
import {
  buildGrid,
  onlyDifferences,
  type MatrixData,
  type MatrixLevel,
  type Tile,
} from './buildGrid';
import { MatrixGrid } from './MatrixGrid';
import { MatrixLegend } from './MatrixLegend';
import { MatrixList } from './MatrixList';
import { MatrixText } from './MatrixText';
import styles from './AccessMatrix.module.css';

/**
 * Properties of {@link AccessMatrix}.
 *
 * @public
 */
export interface AccessMatrixProps {
  readonly data: MatrixData;
  /** Names the matrix for screen readers. */
  readonly label: string;
  /** The level shown first; corridor pairs when it is left out. */
  readonly defaultLevel?: MatrixLevel;
  /** Called when a tile is clicked, or opened with Enter. */
  readonly onOpen: (tile: Tile) => void;
}

const LEVELS = ['pairs', 'resources', 'list'] as const;

/**
 * Who may reach what. Rows and columns are grouped by corridor; differences are louder than agreement.
 *
 * @public
 */
export function AccessMatrix({
  data,
  label,
  defaultLevel = 'pairs',
  onOpen,
}: AccessMatrixProps) {
  const [level, setLevel] = useState<MatrixLevel | 'list'>(defaultLevel);
  const [isFiltered, setFiltered] = useState(false);
  const grid = useMemo(
    () => buildGrid(data, level === 'list' ? 'resources' : level),
    [data, level],
  );
  const shown = useMemo(
    () => (isFiltered ? onlyDifferences(grid) : grid),
    [grid, isFiltered],
  );
  return (
    <div>
      <div className={styles.controls}>
        <ToggleButtonGroup
          aria-label="Level of detail"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[level]}
          onSelectionChange={keys =>
            setLevel(LEVELS.find(one => keys.has(one)) ?? defaultLevel)
          }
        >
          <ToggleButton id="pairs">Corridors</ToggleButton>
          <ToggleButton id="resources">Buckets and roles</ToggleButton>
          <ToggleButton id="list">List</ToggleButton>
        </ToggleButtonGroup>
        <Switch
          label="Only what differs"
          isSelected={isFiltered}
          onChange={setFiltered}
        />
      </div>
      {level === 'list' ? (
        <MatrixList data={data} label={label} isFiltered={isFiltered} />
      ) : (
        <>
          {shown.rows.length === 0 || shown.columns.length === 0 ? (
            <p className={styles.nothing}>
              {isFiltered
                ? 'Nothing differs from what is intended.'
                : 'There are no cells in this scope.'}
            </p>
          ) : (
            <MatrixGrid
              grid={shown}
              label={label}
              hasBands={level === 'resources'}
              onOpen={onOpen}
            />
          )}
          <MatrixLegend />
          <MatrixText grid={shown} />
        </>
      )}
    </div>
  );
}

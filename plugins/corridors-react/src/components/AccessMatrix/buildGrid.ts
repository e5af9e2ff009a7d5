import type { Finding, Identity, Resource } from '@corridors/model';
import {
  identityGroup,
  identityTitle,
  resourceGroup,
  resourceTitle,
  type AccessGroup,
} from './accessNames';
import {
  intentOf,
  judgeCell,
  OUTCOMES_BY_LOUDNESS,
  type CellOutcome,
  type MatrixCell,
} from './judgeCell';
import { kindsByCell } from './kindsByCell';

/**
 * What the matrix is drawn from.
 *
 * @public
 */
export interface MatrixData {
  readonly identities: readonly Identity[];
  readonly resources: readonly Resource[];
  readonly cells: readonly MatrixCell[];
  /**
   * How many cells are not listed because they are denied as intended: a row for each identity, a column for each
   * resource.
   */
  readonly unlisted?: readonly (readonly number[])[];
  readonly findings?: readonly Finding[];
  /** Nothing was compared yet: what is intended is drawn. */
  readonly isIntentOnly?: boolean;
}

/**
 * Corridor against corridor, or every identity against every bucket and role.
 *
 * @public
 */
export type MatrixLevel = 'pairs' | 'resources';

/**
 * A row or a column of the drawn grid.
 *
 * @public
 */
export interface GridLine {
  readonly id: string;
  readonly title: string;
  readonly group: AccessGroup;
}

/**
 * Where a row meets a column: the cells there and the loudest of their outcomes.
 *
 * @public
 */
export interface Tile {
  readonly row: GridLine;
  readonly column: GridLine;
  readonly cells: readonly MatrixCell[];
  readonly outcomes: ReadonlyMap<CellOutcome, number>;
  readonly loudest: CellOutcome | 'both';
  readonly isOwn: boolean;
}

/** The grid as it is drawn. */
export interface Grid {
  readonly rows: readonly GridLine[];
  readonly columns: readonly GridLine[];
  tile(row: GridLine, column: GridLine): Tile | undefined;
}

function uniqueLines(lines: readonly GridLine[]): GridLine[] {
  return [...new Map(lines.map(line => [line.id, line])).values()];
}

function loudestOf(
  outcomes: ReadonlyMap<CellOutcome, number>,
): Tile['loudest'] {
  const loudest =
    OUTCOMES_BY_LOUDNESS.find(outcome => outcomes.has(outcome)) ?? 'deny';
  return loudest === 'allow' && outcomes.has('deny') ? 'both' : loudest;
}

interface TileContent {
  readonly cells: MatrixCell[];
  readonly outcomes: Map<CellOutcome, number>;
}

function forEachUnlisted(
  { identities, resources, unlisted = [] }: MatrixData,
  take: (identity: Identity, resource: Resource, count: number) => void,
): void {
  unlisted.forEach((counts, row) =>
    counts.forEach((count, column) => {
      const identity = identities[row];
      const resource = resources[column];
      if (count > 0 && identity && resource) {
        take(identity, resource, count);
      }
    }),
  );
}

/**
 * How many cells a matrix has, listed or not.
 *
 * @public
 */
export function countCells({ cells, unlisted = [] }: MatrixData): number {
  return (
    cells.length +
    unlisted.reduce(
      (sum, counts) => sum + counts.reduce((one, count) => one + count, 0),
      0,
    )
  );
}

/** Lays the cells out, rolled up to the level asked for. */
export function buildGrid(data: MatrixData, level: MatrixLevel): Grid {
  const rowOf = new Map<string, GridLine>();
  for (const identity of data.identities) {
    const group = identityGroup(identity);
    rowOf.set(identity.id, {
      id: group.id,
      title: identityTitle(identity),
      group,
    });
  }
  const columnOf = new Map<string, GridLine>();
  for (const resource of data.resources) {
    const group = resourceGroup(resource);
    columnOf.set(
      resource.id,
      level === 'pairs'
        ? { ...group, group }
        : { id: resource.id, title: resourceTitle(resource), group },
    );
  }
  const kinds = kindsByCell(data.findings ?? []);
  const tiles = new Map<string, TileContent>();
  for (const cell of data.cells) {
    const row = rowOf.get(cell.identity);
    const column = columnOf.get(cell.resource);
    if (row && column) {
      const key = `${row.id} ${column.id}`;
      const tile: TileContent = tiles.get(key) ?? {
        cells: [],
        outcomes: new Map(),
      };
      const outcome = data.isIntentOnly
        ? intentOf(cell)
        : judgeCell(cell, kinds.get(cell.id));
      tile.cells.push(cell);
      tile.outcomes.set(outcome, (tile.outcomes.get(outcome) ?? 0) + 1);
      tiles.set(key, tile);
    }
  }
  forEachUnlisted(data, (identity, resource, count) => {
    const row = rowOf.get(identity.id);
    const column = columnOf.get(resource.id);
    if (row && column) {
      const key = `${row.id} ${column.id}`;
      const tile: TileContent = tiles.get(key) ?? {
        cells: [],
        outcomes: new Map(),
      };
      tile.outcomes.set('deny', (tile.outcomes.get('deny') ?? 0) + count);
      tiles.set(key, tile);
    }
  });
  const rows = uniqueLines([...rowOf.values()]);
  const columns = orderLike(rows, uniqueLines([...columnOf.values()]));
  return {
    rows,
    columns,
    tile(row, column) {
      const tile = tiles.get(`${row.id} ${column.id}`);
      return (
        tile && {
          ...tile,
          row,
          column,
          loudest: loudestOf(tile.outcomes),
          isOwn: row.group.id === column.group.id,
        }
      );
    },
  };
}

/** Columns in the order of the rows' groups, so that the diagonal is one; the rest keeps its order after them. */
function orderLike(
  rows: readonly GridLine[],
  columns: readonly GridLine[],
): GridLine[] {
  const rank = new Map(rows.map((row, index) => [row.group.id, index]));
  const rankOf = (line: GridLine) => rank.get(line.group.id) ?? rows.length;
  return columns
    .map((line, index) => ({ line, index }))
    .sort(
      (left, right) =>
        rankOf(left.line) - rankOf(right.line) || left.index - right.index,
    )
    .map(({ line }) => line);
}

/** Only the rows and columns that hold a difference. */
export function onlyDifferences(grid: Grid): Grid {
  const differs = (tile: Tile | undefined) =>
    tile && ['leak', 'blocked', 'drift', 'unproven'].includes(tile.loudest);
  return {
    ...grid,
    rows: grid.rows.filter(row =>
      grid.columns.some(column => differs(grid.tile(row, column))),
    ),
    columns: grid.columns.filter(column =>
      grid.rows.some(row => differs(grid.tile(row, column))),
    ),
  };
}

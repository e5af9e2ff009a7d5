import type { CellOutcome } from './judgeCell';
import type { Grid, Tile } from './buildGrid';

const WORDS: Record<CellOutcome, (count: number) => string> = {
  leak: count => `${count} ${count === 1 ? 'leak' : 'leaks'}`,
  blocked: count => `${count} blocked`,
  drift: count => `${count} drifted`,
  unproven: count => `${count} unproven`,
  'not-covered': count => `${count} not covered`,
  allow: count => `${count} allowed as intended`,
  deny: count => `${count} denied as intended`,
};

/** "1 leak, 5 denied as intended". */
export function describeOutcomes(outcomes: Tile['outcomes']): string {
  return [...outcomes.entries()]
    .map(([outcome, count]) => WORDS[outcome](count))
    .join(', ');
}

/** One tile in words: "gha1 to gha2: 5 denied as intended". */
export function describeTile(tile: Tile): string {
  return `${tile.row.title} to ${tile.column.title}: ${describeOutcomes(
    tile.outcomes,
  )}`;
}

/** The grid in words: one sentence for every row, differences first. */
export function describeRows(
  grid: Grid,
): { id: string; title: string; sentences: string[] }[] {
  return grid.rows.map(row => {
    const tiles = grid.columns
      .map(column => grid.tile(row, column))
      .filter(tile => tile !== undefined);
    const isLoud = (tile: Tile) =>
      !['allow', 'deny', 'both'].includes(tile.loudest);
    const ordered = [
      ...tiles.filter(isLoud),
      ...tiles.filter(tile => !isLoud(tile)),
    ];
    return {
      id: row.id,
      title: row.title,
      sentences: ordered.map(
        tile => `${tile.column.title}: ${describeOutcomes(tile.outcomes)}`,
      ),
    };
  });
}

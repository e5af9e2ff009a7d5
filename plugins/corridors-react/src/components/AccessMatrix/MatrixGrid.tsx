import { useCallback, useRef, type CSSProperties } from 'react';
import type { Grid, GridLine, Tile } from './buildGrid';
import { describeTile } from './describeTile';
import { outcomeSymbols } from './outcomeSymbols';
import { useRovingTile } from './useRovingTile';
import { useViewport, visibleRange } from './visibleRange';
import styles from './AccessMatrix.module.css';

const ROW_HEIGHT = 40;
const HEADER_WIDTH = 168;
const BAND_HEIGHT = 28;
/** From this width on, names are written across; below, upwards in the narrowest columns. */
const WIDE = 132;
const WIDEST = 200;
const NARROW = 44;

/** Columns share the room there is; where that is not enough for their names, they are narrow and scroll. */
function columnWidthFor(room: number, columns: number): number {
  const share = Math.floor((room - HEADER_WIDTH) / columns);
  return share >= WIDE ? Math.min(share, WIDEST) : NARROW;
}

/** Properties of {@link MatrixGrid}. */
export interface MatrixGridProps {
  readonly grid: Grid;
  readonly label: string;
  /** Columns of one corridor stand below its name. */
  readonly hasBands: boolean;
  readonly onOpen: (tile: Tile) => void;
}

function range([first, last]: readonly [number, number]): number[] {
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => first + index,
  );
}

function bandsOf(
  columns: readonly GridLine[],
): { title: string; first: number; count: number }[] {
  const bands: { id: string; title: string; first: number; count: number }[] =
    [];
  columns.forEach((column, index) => {
    const last = bands[bands.length - 1];
    if (last?.id === column.group.id) {
      last.count += 1;
    } else {
      bands.push({ ...column.group, first: index, count: 1 });
    }
  });
  return bands;
}

/** The drawn grid. Only what is in sight of a large one is in the document. */
export function MatrixGrid({ grid, label, hasBands, onOpen }: MatrixGridProps) {
  const { rows, columns } = grid;
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  const columnWidth = columnWidthFor(viewport.width, columns.length);
  const isWide = columnWidth !== NARROW;
  const headHeight = (isWide ? 40 : 132) + (hasBands ? BAND_HEIGHT : 0);
  const visible = visibleRange(viewport, {
    rows: rows.length,
    columns: columns.length,
    rowHeight: ROW_HEIGHT,
    columnWidth,
  });
  const scrollTo = useCallback(
    (row: number, column: number) => {
      const element = scroller.current;
      if (!element) {
        return;
      }
      const top = row * ROW_HEIGHT;
      const left = column * columnWidth;
      const height = element.clientHeight - headHeight - ROW_HEIGHT;
      const width = element.clientWidth - HEADER_WIDTH - columnWidth;
      element.scrollTop = Math.min(
        top,
        Math.max(element.scrollTop, top - height),
      );
      element.scrollLeft = Math.min(
        left,
        Math.max(element.scrollLeft, left - width),
      );
    },
    [columnWidth, headHeight],
  );
  const roving = useRovingTile(scroller, rows.length, columns.length, scrollTo);
  const place = (column: number): CSSProperties => ({
    left: HEADER_WIDTH + column * columnWidth,
    width: columnWidth,
  });
  const drawnColumns = range(visible.columns);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      onKeyDown={roving.onKeyDown}
    >
      <div
        role="rowgroup"
        className={styles.canvas}
        style={{
          width: HEADER_WIDTH + columns.length * columnWidth,
          height: headHeight + rows.length * ROW_HEIGHT,
        }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className={styles.head}
          style={{ height: headHeight }}
        >
          <div
            role="columnheader"
            aria-colindex={1}
            className={styles.corner}
            style={{ width: HEADER_WIDTH }}
          >
            <span>who ↓ reaches →</span>
          </div>
          {hasBands &&
            bandsOf(columns).map(band => (
              <div
                key={band.first}
                aria-hidden
                className={styles.band}
                title={band.title}
                style={{
                  left: HEADER_WIDTH + band.first * columnWidth,
                  width: band.count * columnWidth,
                  height: BAND_HEIGHT,
                }}
              >
                {band.title}
              </div>
            ))}
          {drawnColumns.map(index => {
            const column = columns[index];
            return (
              column && (
                <div
                  key={column.id}
                  role="columnheader"
                  aria-colindex={index + 2}
                  className={isWide ? styles.columnWide : styles.column}
                  style={{ ...place(index), top: hasBands ? BAND_HEIGHT : 0 }}
                  title={column.title}
                >
                  <span>{column.title}</span>
                </div>
              )
            );
          })}
        </div>
        {range(visible.rows).map(rowIndex => {
          const row = rows[rowIndex];
          return (
            row && (
              <div
                key={row.id}
                role="row"
                aria-rowindex={rowIndex + 2}
                className={styles.row}
                style={{
                  top: headHeight + rowIndex * ROW_HEIGHT,
                  height: ROW_HEIGHT,
                }}
              >
                <div
                  role="rowheader"
                  aria-colindex={1}
                  className={styles.rowHeader}
                  style={{ width: HEADER_WIDTH }}
                  title={row.title}
                >
                  <span>{row.title}</span>
                </div>
                {drawnColumns.map(columnIndex => {
                  const column = columns[columnIndex];
                  const tile = column && grid.tile(row, column);
                  const isActive =
                    roving.row === rowIndex && roving.column === columnIndex;
                  return (
                    column && (
                      <MatrixTile
                        key={column.id}
                        tile={tile}
                        position={`${rowIndex},${columnIndex}`}
                        columnIndex={columnIndex}
                        isActive={isActive}
                        style={place(columnIndex)}
                        emptyLabel={`${row.title} to ${column.title}: there is nothing to verify`}
                        onFocus={() => roving.focus(rowIndex, columnIndex)}
                        onOpen={onOpen}
                      />
                    )
                  );
                })}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function MatrixTile(props: {
  readonly tile: Tile | undefined;
  readonly position: string;
  readonly columnIndex: number;
  readonly isActive: boolean;
  readonly style: CSSProperties;
  readonly emptyLabel: string;
  readonly onFocus: () => void;
  readonly onOpen: (tile: Tile) => void;
}) {
  const { tile } = props;
  const open = () => tile && props.onOpen(tile);
  const differences = tile
    ? [...tile.outcomes].reduce(
        (sum, [outcome, count]) =>
          outcome === tile.loudest ? sum + count : sum,
        0,
      )
    : 0;
  const isLoud =
    tile && ['leak', 'blocked', 'drift', 'unproven'].includes(tile.loudest);
  return (
    <div
      role="gridcell"
      aria-colindex={props.columnIndex + 2}
      aria-label={tile ? describeTile(tile) : props.emptyLabel}
      title={tile ? describeTile(tile) : undefined}
      data-tile={props.position}
      tabIndex={props.isActive ? 0 : -1}
      className={`${styles.tile} ${
        tile ? styles[tile.loudest] : styles.empty
      } ${tile?.isOwn ? styles.own : ''}`}
      style={props.style}
      onClick={() => {
        props.onFocus();
        open();
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          open();
        }
      }}
    >
      {tile && (
        <span aria-hidden className={styles.mark}>
          {outcomeSymbols[tile.loudest].symbol}
          {isLoud && <b>{differences}</b>}
        </span>
      )}
    </div>
  );
}

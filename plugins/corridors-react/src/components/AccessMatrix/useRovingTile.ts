import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';

/** Which tile takes the focus, and the keys that move it. */
export interface RovingTile {
  readonly row: number;
  readonly column: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly focus: (row: number, column: number) => void;
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}

/**
 * One tile of the grid is in the tab order; arrow keys, Home, End, Page Up and Page Down move to another (ARIA Authoring
 * Practices, "Grid").
 */
export function useRovingTile(
  scroller: RefObject<HTMLElement>,
  rows: number,
  columns: number,
  scrollTo: (row: number, column: number) => void,
): RovingTile {
  const [tile, setTile] = useState({ row: 0, column: 0 });
  const mustFocus = useRef(false);
  const row = clamp(tile.row, rows);
  const column = clamp(tile.column, columns);

  const focus = useCallback(
    (nextRow: number, nextColumn: number) => {
      mustFocus.current = true;
      setTile({
        row: clamp(nextRow, rows),
        column: clamp(nextColumn, columns),
      });
    },
    [rows, columns],
  );

  useEffect(() => {
    if (mustFocus.current) {
      mustFocus.current = false;
      scrollTo(row, column);
      scroller.current
        ?.querySelector<HTMLElement>(`[data-tile="${row},${column}"]`)
        ?.focus({ preventScroll: true });
    }
  }, [row, column, scrollTo, scroller]);

  const onKeyDown = (event: KeyboardEvent) => {
    const target: Record<string, readonly [number, number]> = {
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      PageDown: [row + 10, column],
      PageUp: [row - 10, column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? rows - 1 : row, columns - 1],
    };
    const next = target[event.key];
    if (next) {
      event.preventDefault();
      focus(...next);
    }
  };

  return { row, column, onKeyDown, focus };
}

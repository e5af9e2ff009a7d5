import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** What of a scrolling element is in sight, in pixels; zeros before it was measured. */
export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Follows what of an element is in sight. */
export function useViewport(scroller: RefObject<HTMLElement>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({
    top: 0,
    left: 0,
    width: 0,
    height: 0,
  });
  const measure = useCallback(() => {
    const element = scroller.current;
    if (element) {
      const { scrollTop, scrollLeft, clientWidth, clientHeight } = element;
      setViewport({
        top: scrollTop,
        left: scrollLeft,
        width: clientWidth,
        height: clientHeight,
      });
    }
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    measure();
    element?.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      element?.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [measure, scroller]);
  return viewport;
}

/** The first and the last line, inclusive, that must be drawn. */
export interface VisibleRange {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

/** Sizes of the grid, in pixels. */
export interface GridMetrics {
  readonly rowHeight: number;
  readonly columnWidth: number;
  readonly rows: number;
  readonly columns: number;
}

const OVERSCAN = 4;
/** Up to here everything is drawn: less to go wrong, and searchable by the browser. */
const DRAW_ALL_UP_TO = 600;
/** Before layout has measured anything. */
const UNMEASURED = 40;

function lines(
  offset: number,
  extent: number,
  size: number,
  count: number,
): [number, number] {
  const visible = extent > 0 ? Math.ceil(extent / size) : UNMEASURED;
  const first = Math.floor(offset / size) - OVERSCAN;
  return [
    Math.max(0, first),
    Math.min(count - 1, first + visible + 2 * OVERSCAN),
  ];
}

/** Which part of a large grid is in sight. */
export function visibleRange(
  viewport: Viewport,
  metrics: GridMetrics,
): VisibleRange {
  const { rows, columns, rowHeight, columnWidth } = metrics;
  if (rows * columns <= DRAW_ALL_UP_TO) {
    return { rows: [0, rows - 1], columns: [0, columns - 1] };
  }
  return {
    rows: lines(viewport.top, viewport.height, rowHeight, rows),
    columns: lines(viewport.left, viewport.width, columnWidth, columns),
  };
}

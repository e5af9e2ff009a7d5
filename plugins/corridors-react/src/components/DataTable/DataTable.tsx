import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  type SortDescriptor,
} from '@backstage/ui';
import { useMemo, type ReactNode } from 'react';
import styles from './DataTable.module.css';

/**
 * One column of a {@link DataTable}.
 *
 * @public
 */
export interface DataColumn<T> {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: T) => ReactNode;
  /** Sorts ascending; a column without it cannot be sorted by. */
  readonly compare?: (left: T, right: T) => number;
  readonly isRowHeader?: boolean;
  readonly isNumeric?: boolean;
}

/**
 * Properties of {@link DataTable}.
 *
 * @public
 */
export interface DataTableProps<T> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: readonly DataColumn<T>[];
  readonly rows: readonly T[];
  readonly rowId: (row: T) => string;
  /** Where a row leads; the whole row is the link. */
  readonly rowHref?: (row: T) => string | undefined;
  readonly sort?: SortDescriptor;
  readonly onSortChange?: (sort: SortDescriptor) => void;
  /** The rows are being renewed. */
  readonly isStale?: boolean;
  readonly emptyState: ReactNode;
}

function sorted<T>(
  rows: readonly T[],
  columns: readonly DataColumn<T>[],
  sort: SortDescriptor | undefined,
): T[] {
  const compare = columns.find(column => column.id === sort?.column)?.compare;
  if (!compare) {
    return [...rows];
  }
  const direction = sort?.direction === 'descending' ? -1 : 1;
  return [...rows].sort((left, right) => direction * compare(left, right));
}

/**
 * A table whose rows are links and whose columns sort. On narrow screens every row becomes a card.
 *
 * @public
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rows, sort, rowId, rowHref } = props;
  const ordered = useMemo(
    () => sorted(rows, columns, sort),
    [rows, columns, sort],
  );
  return (
    <div className={styles.root} data-empty={rows.length === 0 || undefined}>
      <TableRoot
        aria-label={props.label}
        className={styles.table}
        sortDescriptor={sort}
        onSortChange={props.onSortChange}
        stale={props.isStale}
      >
        <TableHeader>
          {columns.map(column => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={column.isRowHeader}
              allowsSorting={Boolean(column.compare && props.onSortChange)}
              className={`${styles.column} ${
                column.isNumeric ? styles.numeric : ''
              }`}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => props.emptyState}>
          {ordered.map(row => (
            <Row key={rowId(row)} id={rowId(row)} href={rowHref?.(row)}>
              {columns.map(column => (
                <Cell
                  key={column.id}
                  className={`${styles.cell} ${
                    column.isNumeric ? styles.numeric : ''
                  } ${column.isRowHeader ? styles.rowHeader : ''}`}
                >
                  <span className={styles.cellLabel} aria-hidden>
                    {column.label}
                  </span>
                  <div className={styles.cellValue}>{column.cell(row)}</div>
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </TableRoot>
    </div>
  );
}

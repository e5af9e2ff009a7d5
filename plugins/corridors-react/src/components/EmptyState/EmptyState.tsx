import { RiRouteLine } from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import styles from './EmptyState.module.css';

/**
 * Properties of {@link EmptyState}.
 *
 * @public
 */
export interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly symbol?: ReactElement;
}

/**
 * Says why there is nothing to see, and what to do about it.
 *
 * @public
 */
export function EmptyState({
  title,
  children,
  actions,
  symbol,
}: EmptyStateProps) {
  return (
    <div className={styles.root}>
      <span className={styles.symbol} aria-hidden>
        {symbol ?? <RiRouteLine size={24} />}
      </span>
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.text}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

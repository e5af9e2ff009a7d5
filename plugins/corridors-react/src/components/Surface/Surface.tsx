import type { ReactNode } from 'react';
import styles from './Surface.module.css';

/**
 * Sets type and colour for everything of ours, wherever it is mounted: a page, an entity tab, a form, a drawer.
 *
 * @public
 */
export function Surface({ children }: { readonly children: ReactNode }) {
  return <div className={styles.surface}>{children}</div>;
}

/**
 * A surface with the width and the margins of a page.
 *
 * @public
 */
export function PageSurface({ children }: { readonly children: ReactNode }) {
  return <div className={`${styles.surface} ${styles.page}`}>{children}</div>;
}

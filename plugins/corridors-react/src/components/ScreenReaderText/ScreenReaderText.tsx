import type { ReactNode } from 'react';
import styles from './ScreenReaderText.module.css';

/**
 * Text for screen readers only, within a line of text: the design system's own is a block and may not stand in one.
 *
 * @public
 */
export function ScreenReaderText({
  children,
}: {
  readonly children: ReactNode;
}) {
  return <span className={styles.hidden}>{children}</span>;
}

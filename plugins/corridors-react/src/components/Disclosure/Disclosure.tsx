import { RiArrowRightSLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';

/**
 * Properties of {@link Disclosure}.
 *
 * @public
 */
export interface DisclosureProps {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/**
 * Raw data behind a click: closed until someone wants it.
 *
 * @public
 */
export function Disclosure({ title, isOpen, children }: DisclosureProps) {
  return (
    <details open={isOpen}>
      <summary className={styles.summary}>
        <RiArrowRightSLine size={16} className={styles.arrow} aria-hidden />
        {title}
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}

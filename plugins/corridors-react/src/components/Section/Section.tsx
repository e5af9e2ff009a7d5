import { Box } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Section.module.css';

/**
 * Properties of {@link Section}.
 *
 * @public
 */
export interface SectionProps {
  readonly title: string;
  /** Anchor for deep links. */
  readonly id?: string;
  /** Beside the title: a count, as of when. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** The body touches the edges, as tables do. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/**
 * A part of a page with its heading.
 *
 * @public
 */
export function Section({
  title,
  id,
  note,
  actions,
  flush,
  children,
}: SectionProps) {
  const headingId = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      id={id}
      className={styles.section}
      aria-labelledby={headingId}
    >
      <div className={styles.header}>
        <h3 id={headingId} className={styles.title}>
          {title}
        </h3>
        {note && <span className={styles.note}>{note}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </Box>
  );
}

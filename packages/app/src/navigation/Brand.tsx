import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Brand.module.css';

/** The product's mark, two walls and the way between them, with its name while the side bar is open. */
export function Brand() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/corridors"
      underline="none"
      className={styles.brand}
      aria-label="Corridors, start page"
    >
      <svg className={styles.mark} viewBox="0 0 28 28" aria-hidden="true">
        <path d="M3 3h6v22H3zM19 3h6v22h-6z" fill="currentColor" />
        <path
          d="M14 5v18"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeDasharray="4 3"
        />
      </svg>
      {isOpen && <span>Corridors</span>}
    </Link>
  );
}

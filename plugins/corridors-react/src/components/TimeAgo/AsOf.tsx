import { TimeAgo } from './TimeAgo';
import { sourceTitle } from './sourceTitle';
import styles from './TimeAgo.module.css';

/**
 * Properties of {@link AsOf}.
 *
 * @public
 */
export interface AsOfProps {
  /** When the fact was seen, RFC 3339. Without it the fact was never seen. */
  readonly at?: string;
  /** Where the fact comes from. */
  readonly source?: string;
}

/**
 * Says as of when a fact is known, and from where.
 *
 * @public
 */
export function AsOf({ at, source }: AsOfProps) {
  return (
    <span className={styles.asOf}>
      {at ? (
        <span>
          as of <TimeAgo at={at} />
        </span>
      ) : (
        <span>not seen yet</span>
      )}
      {source && <span>· {sourceTitle(source)}</span>}
    </span>
  );
}

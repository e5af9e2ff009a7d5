import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { formatAgo, formatExact } from './formatAgo';
import { useNow } from './useNow';
import styles from './TimeAgo.module.css';

/**
 * "2 min ago", exact on hover and on focus.
 *
 * @public
 */
export function TimeAgo({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <TooltipTrigger delay={300}>
      <Focusable>
        <time dateTime={at} className={styles.time} role="note" tabIndex={0}>
          {formatAgo(at, now)}
        </time>
      </Focusable>
      <Tooltip>{formatExact(at)}</Tooltip>
    </TooltipTrigger>
  );
}

import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useState } from 'react';
import { formatAgo, formatExact } from './formatAgo';
import { useNow } from './useNow';
import styles from './TimeAgo.module.css';

/**
 * "2 min ago", exact on hover and on focus; a click writes the exact time down, for those who cannot hover.
 *
 * @public
 */
export function TimeAgo({ at }: { readonly at: string }) {
  const now = useNow();
  const [isExact, setExact] = useState(false);
  return (
    <TooltipTrigger delay={300}>
      <Focusable>
        <button
          type="button"
          className={styles.time}
          onClick={() => setExact(!isExact)}
        >
          <time dateTime={at}>
            {isExact ? formatExact(at) : formatAgo(at, now)}
          </time>
        </button>
      </Focusable>
      <Tooltip>{formatExact(at)}</Tooltip>
    </TooltipTrigger>
  );
}

import { VisuallyHidden } from '@backstage/ui';
import styles from './CopyableText.module.css';

const TAIL = 14;

/**
 * A long name that loses its middle when room is short: ends of ARNs and bucket names tell them apart.
 *
 * @public
 */
export function MiddleTruncated({ text }: { readonly text: string }) {
  const cut = Math.max(0, text.length - TAIL);
  return (
    <span className={styles.text} title={text}>
      <span aria-hidden className={styles.head}>
        {text.slice(0, cut)}
      </span>
      <span aria-hidden className={styles.tail}>
        {text.slice(cut)}
      </span>
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  );
}

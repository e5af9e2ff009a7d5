import { ScreenReaderText } from '../ScreenReaderText';
import styles from './CopyableText.module.css';

const TAIL = 14;
/** Shorter names fit everywhere. */
const NEVER_CUT = 24;

/**
 * A long name that loses its middle when room is short: ends of ARNs and bucket names tell them apart.
 *
 * @public
 */
export function MiddleTruncated({ text }: { readonly text: string }) {
  if (text.length <= NEVER_CUT) {
    return <span className={styles.text}>{text}</span>;
  }
  return (
    <span className={styles.text} title={text}>
      <span aria-hidden className={styles.head}>
        {text.slice(0, -TAIL)}
      </span>
      <span aria-hidden className={styles.tail}>
        {text.slice(-TAIL)}
      </span>
      <ScreenReaderText>{text}</ScreenReaderText>
    </span>
  );
}

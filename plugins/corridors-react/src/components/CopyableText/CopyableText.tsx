import { CopyButton } from './CopyButton';
import { MiddleTruncated } from './MiddleTruncated';
import styles from './CopyableText.module.css';

/**
 * Properties of {@link CopyableText}.
 *
 * @public
 */
export interface CopyableTextProps {
  readonly text: string;
  /** What the text is: "role ARN", "bucket name". */
  readonly label: string;
}

/**
 * A name or ARN: truncated in the middle, whole on hover and focus, with a button that copies it.
 *
 * @public
 */
export function CopyableText({ text, label }: CopyableTextProps) {
  return (
    <span className={styles.root}>
      <MiddleTruncated text={text} />
      <CopyButton text={text} label={label} hint={text} />
    </span>
  );
}

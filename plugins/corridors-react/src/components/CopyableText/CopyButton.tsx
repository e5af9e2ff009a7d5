import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { ScreenReaderText } from '../ScreenReaderText';
import { copyText } from './copyText';
import styles from './CopyableText.module.css';

/**
 * Properties of {@link CopyButton}.
 *
 * @public
 */
export interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "role ARN", "namespace.yaml". */
  readonly label: string;
  /** Shown on hover and focus; the label when it is left out. */
  readonly hint?: string;
}

/**
 * Copies a text and says that it did.
 *
 * @public
 */
export function CopyButton({ text, label, hint }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (outcome === 'idle') {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome('idle'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = {
    idle: hint ?? `Copy ${label}`,
    copied: 'Copied',
    refused: 'The browser refused to copy',
  }[outcome];
  return (
    <span className={styles.button}>
      <TooltipTrigger delay={300}>
        <ButtonIcon
          size="small"
          variant="tertiary"
          aria-label={`Copy ${label}`}
          icon={
            outcome === 'copied' ? (
              <RiCheckLine size={16} />
            ) : (
              <RiFileCopyLine size={16} />
            )
          }
          onPress={() =>
            copyText(text).then(
              () => setOutcome('copied'),
              () => setOutcome('refused'),
            )
          }
        />
        <Tooltip>{said}</Tooltip>
      </TooltipTrigger>
      <span role="status">
        <ScreenReaderText>{outcome === 'idle' ? '' : said}</ScreenReaderText>
      </span>
    </span>
  );
}

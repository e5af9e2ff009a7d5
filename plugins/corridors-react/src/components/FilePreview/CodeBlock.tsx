import { Fragment } from 'react';
import { CopyButton, MiddleTruncated } from '../CopyableText';
import styles from './FilePreview.module.css';

/**
 * Properties of {@link CodeBlock}.
 *
 * @public
 */
export interface CodeBlockProps {
  readonly title: string;
  readonly content: string;
}

/**
 * Text in a fixed-width font with line numbers and a button that copies it.
 *
 * @public
 */
export function CodeBlock({ title, content }: CodeBlockProps) {
  const lines = content.replace(/\n$/, '').split('\n');
  return (
    <>
      <div className={styles.bar}>
        <MiddleTruncated text={title} />
        <CopyButton text={content} label={title} />
      </div>
      <pre
        className={styles.code}
        // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={`Content of ${title}`}
      >
        <code className={styles.lines}>
          {lines.map((line, index) => (
            <Fragment key={index}>
              <span className={styles.number} aria-hidden>
                {index + 1}
              </span>
              <span>{line || ' '}</span>
            </Fragment>
          ))}
        </code>
      </pre>
    </>
  );
}

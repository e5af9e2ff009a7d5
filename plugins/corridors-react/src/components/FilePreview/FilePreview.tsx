import { RiFileTextLine } from '@remixicon/react';
import { Fragment, useId, useRef, useState, type KeyboardEvent } from 'react';
import { ScreenReaderText } from '../ScreenReaderText';
import { CodeBlock } from './CodeBlock';
import { groupByFolder } from './groupByFolder';
import styles from './FilePreview.module.css';

/**
 * A file to preview.
 *
 * @public
 */
export interface PreviewFile {
  readonly path: string;
  readonly content: string;
  /** What becomes of the file when it is merged. */
  readonly change?: 'added' | 'modified' | 'removed';
}

/**
 * Properties of {@link FilePreview}.
 *
 * @public
 */
export interface FilePreviewProps {
  readonly files: readonly PreviewFile[];
  /** Names the list for screen readers. */
  readonly label: string;
}

/**
 * Files at the left, grouped by folder, the chosen one at the right with a button that copies it.
 *
 * @public
 */
export function FilePreview({ files, label }: FilePreviewProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  const folders = groupByFolder(files);
  const order = folders.flatMap(folder => folder.files);
  const file = order.find(({ path }) => path === chosen) ?? order[0];
  if (!file) {
    return null;
  }

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) {
      return;
    }
    event.preventDefault();
    const index = order.indexOf(file);
    const next = order[(index + step + order.length) % order.length];
    if (next) {
      setChosen(next.path);
      list.current
        ?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next.path)}"]`)
        ?.focus();
    }
  };

  return (
    <div className={styles.root}>
      <div
        ref={list}
        className={styles.list}
        role="tablist"
        tabIndex={-1}
        aria-orientation="vertical"
        aria-label={label}
        onKeyDown={move}
      >
        {folders.map(folder => (
          <Fragment key={folder.name}>
            {folder.name && (
              <div className={styles.folder} role="presentation">
                {folder.name}/
              </div>
            )}
            {folder.files.map(entry => (
              <button
                key={entry.path}
                type="button"
                role="tab"
                className={styles.file}
                data-path={entry.path}
                aria-selected={entry === file}
                aria-controls={id}
                tabIndex={entry === file ? 0 : -1}
                onClick={() => setChosen(entry.path)}
              >
                <RiFileTextLine size={16} aria-hidden />
                {folder.name && (
                  <ScreenReaderText>{folder.name}/</ScreenReaderText>
                )}
                {entry.path.slice(folder.name ? folder.name.length + 1 : 0)}
                {entry.change && (
                  <>
                    <ScreenReaderText>, </ScreenReaderText>
                    <span className={styles.change}>{entry.change}</span>
                  </>
                )}
              </button>
            ))}
          </Fragment>
        ))}
      </div>
      <div
        id={id}
        role="tabpanel"
        aria-label={file.path}
        className={styles.pane}
      >
        <CodeBlock title={file.path} content={file.content} />
      </div>
    </div>
  );
}

import type { Attention } from '@corridors/model';
import {
  AsOf,
  CopyButton,
  corridorTerms,
  StateBadge,
  type Term,
  useNow,
  withReadableTimes,
} from '@corridors/plugin-corridors-react';
import styles from './AttentionList.module.css';

const SEVERITIES: Record<
  Attention['severity'],
  { term: Term; word: string; rank: number }
> = {
  broken: { term: corridorTerms.broken, word: 'Broken', rank: 0 },
  warning: { term: corridorTerms['needs-attention'], word: 'Warning', rank: 1 },
  info: { term: corridorTerms.unknown, word: 'To know', rank: 2 },
};

/** What a person should look at, worst first: what it is, why, and the one thing to do next. */
export function AttentionList({
  items,
}: {
  readonly items: readonly Attention[];
}) {
  const now = useNow();
  const ordered = [...items].sort(
    (left, right) =>
      SEVERITIES[left.severity].rank - SEVERITIES[right.severity].rank,
  );
  return (
    <ul className={styles.list}>
      {ordered.map((item, index) => (
        <li
          key={`${item.title} ${index}`}
          className={`${styles.item} ${styles[item.severity]}`}
        >
          <div className={styles.head}>
            <StateBadge
              term={SEVERITIES[item.severity].term}
              word={SEVERITIES[item.severity].word}
            />
            <strong>{item.title}</strong>
          </div>
          <p className={styles.cause}>{withReadableTimes(item.cause, now)}</p>
          {item.nextAction && (
            <p className={styles.next}>
              <span className={styles.nextLabel}>Next:</span> {item.nextAction}
            </p>
          )}
          {item.command && (
            <div className={styles.command}>
              <code>{item.command}</code>
              <CopyButton text={item.command} label="command" />
            </div>
          )}
          <AsOf at={item.at} source={item.source} />
        </li>
      ))}
    </ul>
  );
}

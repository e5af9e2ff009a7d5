import type { ReactNode } from 'react';
import styles from './CorridorPage.module.css';

/** One fact with its name. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Facts side by side, as many columns as there is room for. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(fact => (
        <div key={fact.name} className={styles.fact}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

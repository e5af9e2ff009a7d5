import { FindingBadge } from '../StateBadge';
import { identityTitle, resourceTitle } from '../AccessMatrix/accessNames';
import type { CellOutcome } from '../AccessMatrix/judgeCell';
import { symbols } from '../../vocabulary/symbols';
import type { AccessPair, PairOperation } from './accessPair';
import styles from './AccessPairs.module.css';

/**
 * Properties of {@link AccessPairs}.
 *
 * @public
 */
export interface AccessPairsProps {
  /** What the table is about, as its caption. */
  readonly label: string;
  readonly pairs: readonly AccessPair[];
  /** Said when there is no pair. */
  readonly nothing: string;
}

/**
 * Who may do what with what, a row for each pair of identity and resource. What differs from what is intended says so in
 * words. Narrow screens show each row as a block.
 *
 * @public
 */
export function AccessPairs({ label, pairs, nothing }: AccessPairsProps) {
  if (pairs.length === 0) {
    return (
      <p className={styles.nothing}>
        <strong>{label}:</strong> {nothing}
      </p>
    );
  }
  return (
    <table className={styles.table}>
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">May</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ identity, resource, operations }) => (
          <tr key={`${identity.id} ${resource.id}`}>
            <th scope="row">{identityTitle(identity)}</th>
            <td className={styles.resource}>{resourceTitle(resource)}</td>
            <td>
              <Operations operations={operations} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Loudest first; operations of one outcome stand together. */
function Operations({
  operations,
}: {
  readonly operations: readonly PairOperation[];
}) {
  const outcomes = [...new Set(operations.map(({ outcome }) => outcome))];
  return (
    <ul className={styles.outcomes}>
      {outcomes.map(outcome => (
        <li key={outcome}>
          <Outcome outcome={outcome} />{' '}
          {operations
            .filter(one => one.outcome === outcome)
            .map(({ operation }) => operation)
            .join(', ')}
        </li>
      ))}
    </ul>
  );
}

function Outcome({ outcome }: { readonly outcome: CellOutcome }) {
  switch (outcome) {
    case 'leak':
    case 'blocked':
    case 'drift':
    case 'unproven':
      return <FindingBadge kind={outcome} />;
    case 'allow':
      return (
        <span
          className={styles.allowed}
          title="Allowed as intended"
          aria-hidden
        >
          {symbols.good}
        </span>
      );
    case 'deny':
    case 'not-covered':
      return null;
    default: {
      const unknownOutcome: never = outcome;
      throw new Error(`Unknown outcome ${String(unknownOutcome)}`);
    }
  }
}

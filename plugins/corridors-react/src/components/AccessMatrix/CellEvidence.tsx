import type { CellAnswer, Finding, Identity, Resource } from '@corridors/model';
import { StateBadge, FindingBadge, VerdictBadge } from '../StateBadge';
import { TimeAgo } from '../TimeAgo';
import { symbols } from '../../vocabulary/symbols';
import { identityTitle, resourceTitle } from './accessNames';
import { judgeCell, OUTCOMES_BY_LOUDNESS, type MatrixCell } from './judgeCell';
import styles from './CellEvidence.module.css';

/**
 * Properties of {@link CellEvidence}.
 *
 * @public
 */
export interface CellEvidenceProps {
  readonly cells: readonly MatrixCell[];
  readonly identities: readonly Identity[];
  readonly resources: readonly Resource[];
  readonly findings?: readonly Finding[];
}

const NOT_COVERED = {
  word: 'Not covered',
  tone: 'quiet',
  symbol: symbols.none,
  meaning: 'This view cannot say anything about the cell.',
} as const;

/**
 * Cells with the answer of every view and what it rests on, differences first.
 *
 * @public
 */
export function CellEvidence({
  cells,
  identities,
  resources,
  findings = [],
}: CellEvidenceProps) {
  const judged = cells
    .map(cell => {
      const finding = findings.find(candidate =>
        candidate.cells.includes(cell.id),
      );
      return { cell, outcome: judgeCell(cell, finding?.kind) };
    })
    .sort(
      (left, right) =>
        OUTCOMES_BY_LOUDNESS.indexOf(left.outcome) -
        OUTCOMES_BY_LOUDNESS.indexOf(right.outcome),
    );
  const titleOf = (cell: MatrixCell) => {
    const identity = identities.find(
      candidate => candidate.id === cell.identity,
    );
    const resource = resources.find(
      candidate => candidate.id === cell.resource,
    );
    return `${identity ? identityTitle(identity) : cell.identity} → ${
      resource ? resourceTitle(resource) : cell.resource
    }`;
  };
  return (
    <ul className={styles.cells}>
      {judged.map(({ cell, outcome }) => (
        <li key={cell.id} className={styles.cell}>
          <h3 className={styles.title}>
            <span className={styles.operation}>{cell.operation}</span>{' '}
            {titleOf(cell)}
            {outcome !== 'allow' &&
              outcome !== 'deny' &&
              outcome !== 'not-covered' && <FindingBadge kind={outcome} />}
          </h3>
          <dl className={styles.answers}>
            {cell.answers.map(answer => (
              <div key={answer.view} className={styles.answer}>
                <dt>{answer.view}</dt>
                <dd>
                  <Answer answer={answer} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Answer({ answer }: { readonly answer: CellAnswer }) {
  if (!answer.covered) {
    return (
      <>
        <StateBadge term={NOT_COVERED} />
        <p className={styles.cause}>{answer.detail}</p>
      </>
    );
  }
  return (
    <>
      <VerdictBadge verdict={answer.verdict} />
      {answer.cause && <p className={styles.cause}>{answer.cause}</p>}
      {answer.evidence.map((evidence, index) => (
        <div key={index} className={styles.evidence}>
          <p>{evidence.summary}</p>
          <p className={styles.source}>
            {evidence.source} · <TimeAgo at={evidence.at} />
          </p>
          {evidence.details && (
            <dl className={styles.details}>
              {Object.entries(evidence.details).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{String(value)}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      ))}
    </>
  );
}

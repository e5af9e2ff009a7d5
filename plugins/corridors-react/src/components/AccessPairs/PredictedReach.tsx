import type { PredictedAccess } from '@corridors/plugin-corridors-common';
import { Disclosure } from '../Disclosure';
import { FindingList } from '../Findings';
import { pairsOfPrediction, type AccessPair } from './accessPair';
import { AccessPairs } from './AccessPairs';
import styles from './AccessPairs.module.css';

/**
 * Properties of {@link PredictedReach}.
 *
 * @public
 */
export interface PredictedReachProps {
  readonly prediction: PredictedAccess;
}

/**
 * What a corridor could reach and who could reach it, once a change is merged: findings first, then both directions, then
 * what was taken for granted and what was not looked at.
 *
 * @public
 */
export function PredictedReach({ prediction }: PredictedReachProps) {
  const {
    corridor,
    findings,
    deniedCells,
    standingWeaknesses,
    baseContext,
    notCovered,
  } = prediction;
  const pairs = pairsOfPrediction(prediction);
  const reaches = pairs.filter(({ identity }) => isOf(corridor, identity));
  const reachedBy = pairs.filter(({ identity }) => !isOf(corridor, identity));
  return (
    <div className={styles.reach}>
      <p className={styles.answer}>{answerOf(corridor, pairs)}</p>
      {findings.length > 0 && <FindingList findings={findings} />}
      <AccessPairs
        label={`What ${corridor} could reach`}
        pairs={reaches}
        nothing="nothing"
      />
      <AccessPairs
        label={`Who else could reach ${corridor}`}
        pairs={reachedBy}
        nothing="nobody"
      />
      <p className={styles.note}>
        Everything else is denied: {deniedCells} more ways in or out were
        evaluated.
      </p>
      {standingWeaknesses.map(({ environment, title, explanation }) => (
        <p key={`${environment} ${title}`} className={styles.note}>
          <strong>Standing weakness: {title}.</strong> {explanation}
        </p>
      ))}
      <Disclosure
        title={
          Object.keys(baseContext).length > 0
            ? 'What was taken for granted, and what was not looked at'
            : 'What was not looked at'
        }
      >
        <ul className={styles.list}>
          {Object.entries(baseContext).map(([key, value]) => (
            <li key={key}>
              Every request has {key} = {value}.
            </li>
          ))}
          {notCovered.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

function isOf(corridor: string, identity: AccessPair['identity']): boolean {
  return identity.kind === 'corridor' && identity.corridor === corridor;
}

/** "By the policies of the repository, gha3 reaches what it is meant to reach, and nobody else reaches it." */
function answerOf(corridor: string, pairs: readonly AccessPair[]): string {
  const count = (wanted: string) =>
    pairs.filter(({ operations }) =>
      operations.some(({ outcome }) => outcome === wanted),
    ).length;
  const found = [
    ['a leak', count('leak')],
    ['something blocked', count('blocked')],
    ['something unproven', count('unproven')],
  ] as const;
  const words = found
    .filter(([, pairsOfKind]) => pairsOfKind > 0)
    .map(([word]) => word);
  return words.length === 0
    ? `By the policies of the repository, ${corridor} would reach what it is meant to reach, and be reached by nobody else.`
    : `By the policies of the repository, there would be ${words.join(
        ' and ',
      )}.`;
}

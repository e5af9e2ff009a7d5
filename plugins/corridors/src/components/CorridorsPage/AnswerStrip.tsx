import { Link } from '@backstage/ui';
import type { CorridorList } from '@corridors/plugin-corridors-common';
import { describeRun, TimeAgo } from '@corridors/plugin-corridors-react';
import { usePaths } from '../../navigation';
import { scopeTitle } from '../SecurityPage/scopes';
import { ATTENTION_STATES } from './filters';
import { isolationAnswer } from './isolationAnswer';
import styles from './CorridorsPage.module.css';

/** "3 corridors need attention": the title of the list. */
export function answerOf(totals: CorridorList['totals']): string {
  const { corridors, needAttention } = totals;
  if (corridors === 0) {
    return 'There are no corridors yet';
  }
  if (needAttention === 0) {
    return corridors === 1
      ? 'Your corridor needs no attention'
      : `None of ${corridors} corridors needs attention`;
  }
  const verb = needAttention === 1 ? 'needs' : 'need';
  return `${needAttention} of ${corridors} ${
    corridors === 1 ? 'corridor' : 'corridors'
  } ${verb} attention`;
}

function describeSpark(running: number): string {
  if (running === 0) {
    return 'no Spark run under way';
  }
  return running === 1
    ? '1 Spark run under way'
    : `${running} Spark runs under way`;
}

/** The numbers that the page is opened for, each with a link to the rows behind it. */
export function AnswerStrip({ list }: { readonly list: CorridorList }) {
  const paths = usePaths();
  const { totals, lastVerification } = list;
  const isolation = isolationAnswer(list.items);
  const running = list.items.reduce(
    (sum, corridor) => sum + corridor.spark.running,
    0,
  );
  return (
    <dl className={styles.strip}>
      <div className={styles.tile}>
        <dt>Corridors</dt>
        <dd>
          <Link href={paths.corridors()} className={styles.number}>
            {totals.corridors}
          </Link>
          <span className={styles.subtext}>{describeSpark(running)}</span>
        </dd>
      </div>
      <div className={styles.tile}>
        <dt>Need attention</dt>
        <dd>
          <Link
            href={paths.corridors({ state: ATTENTION_STATES.join(',') })}
            className={styles.number}
          >
            {totals.needAttention}
          </Link>
          <span className={styles.subtext}>
            {totals.byState.broken ?? 0} broken, {totals.byState.invalid ?? 0}{' '}
            invalid
          </span>
        </dd>
      </div>
      <div className={`${styles.tile} ${styles.wide}`}>
        <dt>Isolation</dt>
        <dd>
          <Link href={paths.security()} className={styles.sentence}>
            {isolation.sentence}
          </Link>
          {isolation.detail && (
            <span className={styles.subtext}>{isolation.detail}</span>
          )}
          {lastVerification && (
            <span className={styles.subtext}>
              <Link
                variant="body-x-small"
                color="secondary"
                href={paths.run(lastVerification.id)}
              >
                last run
              </Link>{' '}
              <TimeAgo
                at={lastVerification.finishedAt ?? lastVerification.createdAt}
              />{' '}
              over {scopeTitle(lastVerification.scope)}:{' '}
              {describeRun(lastVerification)}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

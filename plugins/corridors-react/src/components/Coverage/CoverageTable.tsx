import type { Coverage } from '@corridors/model';
import { coveredPercent } from './describeRun';
import styles from './CoverageTable.module.css';

const VIEWS: Record<Coverage['view'], string> = {
  intended: 'from specifications and environments',
  declared: 'policies in the GitOps repository, evaluated',
  configured: 'policies read from AWS, evaluated',
  observed: 'tried with real credentials',
};

/**
 * What each view could speak about, and why not about the rest.
 *
 * @public
 */
export function CoverageTable({ coverage }: { readonly coverage: readonly Coverage[] }) {
  return (
    <ul className={styles.list}>
      {coverage.map(view => {
        const percent = coveredPercent(view.covered, view.cells);
        return (
          <li key={view.view} className={styles.view}>
            <div className={styles.head}>
              <span>
                <strong>{view.view}</strong> <span className={styles.note}>{VIEWS[view.view]}</span>
              </span>
              <span className={styles.count}>
                {percent} % <span className={styles.note}>{`${view.covered} of ${view.cells} cells`}</span>
              </span>
            </div>
            <div className={styles.track} aria-hidden>
              <div className={styles.fill} style={{ width: `${percent}%` }} />
            </div>
            {view.notCovered.length > 0 && (
              <ul className={styles.reasons}>
                {view.notCovered.map(reason => (
                  <li key={`${reason.reason} ${reason.detail}`}>
                    {`${reason.cells} ${reason.cells === 1 ? 'cell' : 'cells'} not covered: ${reason.detail}`}
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

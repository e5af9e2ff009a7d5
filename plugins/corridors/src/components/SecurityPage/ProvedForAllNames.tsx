import type { RunDetail } from '@corridors/plugin-corridors-common';
import {
  Disclosure,
  ProblemList,
  Section,
  TimeAgo,
} from '@corridors/plugin-corridors-react';
import styles from './SecurityPage.module.css';

type Analysis = RunDetail['analyses'][number];

const SOURCES: Readonly<Record<Analysis['view'], string>> = {
  declared: 'policies of the GitOps repository',
  configured: 'policies of the AWS account',
};

/** What static views proved for every name that a bucket, an object or a role could have, and what they never look at. */
export function ProvedForAllNames({
  analyses,
}: {
  readonly analyses: readonly Analysis[];
}) {
  if (analyses.length === 0) {
    return null;
  }
  return (
    <Section
      id="proved"
      title="Proved for all names"
      note="also for buckets and keys that do not exist yet"
    >
      <ul className={styles.weaknesses}>
        {analyses.map(analysis => (
          <li key={analysis.view}>
            <ProvedByView analysis={analysis} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ProvedByView({ analysis }: { readonly analysis: Analysis }) {
  const { view, asOf, proved, notUnderstood, notCovered } = analysis;
  return (
    <div>
      <strong>{view}</strong>{' '}
      <span className={styles.note}>
        {SOURCES[view]}, read <TimeAgo at={asOf} />
      </span>
      <p>
        {`${proved.principals} principals were followed through ${proved.regions} ranges of resources; what no range touches is denied, which settles ${proved.cells} cells.`}
      </p>
      {notUnderstood.length > 0 && (
        <>
          <p>
            {notUnderstood.length === 1
              ? 'One policy is not understood. Nothing is concluded from it:'
              : `${notUnderstood.length} policies are not understood. Nothing is concluded from them:`}
          </p>
          <ProblemList problems={notUnderstood} />
        </>
      )}
      {notCovered.length > 0 && (
        <Disclosure
          title={`Not covered by the ${view} view (${notCovered.length})`}
        >
          <ul className={styles.sentences}>
            {notCovered.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

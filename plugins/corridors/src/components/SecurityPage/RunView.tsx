import type { RunDetail } from '@corridors/plugin-corridors-common';
import {
  CoverageTable,
  Disclosure,
  FindingList,
  isUnderWay,
  Section,
  useVerification,
} from '@corridors/plugin-corridors-react';
import { useState } from 'react';
import { compareRuns } from './compareRuns';
import { MatrixSection } from './MatrixSection';
import type { CellSelection } from './CellsDrawer';
import { NoFindings } from './NoFindings';
import { ProvedForAllNames } from './ProvedForAllNames';
import { ReportButtons } from './ReportButtons';
import { RunComparisonNote } from './RunComparisonNote';
import { Weaknesses } from './Weaknesses';
import styles from './SecurityPage.module.css';

/** Properties of {@link RunView}. */
export interface RunViewProps {
  readonly run: RunDetail;
  /** The run of the same scope that this one is compared with. */
  readonly previousId?: string;
}

/** Everything about one run: findings, what was covered, the matrix. */
export function RunView({ run, previousId }: RunViewProps) {
  const [selection, setSelection] = useState<CellSelection>();
  const previous = useVerification(previousId).data;
  const comparison = previous && compareRuns(previous.findings, run.findings);
  return (
    <>
      <Section
        id="findings"
        title={run.findings.length === 0 ? 'Findings' : `Findings, worst first`}
        note={
          previous &&
          comparison && (
            <RunComparisonNote previous={previous} comparison={comparison} />
          )
        }
        actions={isUnderWay(run) ? undefined : <ReportButtons runId={run.id} />}
        flush={run.findings.length > 0}
      >
        {run.findings.length === 0 ? (
          <NoFindings run={run} />
        ) : (
          <FindingList
            findings={run.findings}
            newIds={new Set(comparison?.opened.map(finding => finding.id))}
            onOpen={finding =>
              setSelection({ title: finding.title, cells: finding.cells })
            }
          />
        )}
      </Section>
      <Weaknesses weaknesses={run.standingWeaknesses} />
      {run.result && (
        <Section id="coverage" title="What was covered">
          <CoverageTable coverage={run.result.coverage} />
          <div className={styles.context}>
            <Disclosure title="How it was verified">
              <dl className={styles.contextList}>
                <div>
                  <dt>Probed from</dt>
                  <dd>{run.probedFrom}</dd>
                </div>
                {Object.entries(run.baseContext).map(([key, value]) => (
                  <div key={key}>
                    <dt>Taken for granted</dt>
                    <dd>
                      {key} = {value}
                    </dd>
                  </div>
                ))}
              </dl>
            </Disclosure>
          </div>
        </Section>
      )}
      <ProvedForAllNames analyses={run.analyses} />
      <MatrixSection run={run} selection={selection} onSelect={setSelection} />
    </>
  );
}

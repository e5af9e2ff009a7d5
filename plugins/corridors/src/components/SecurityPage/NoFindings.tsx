import type { RunDetail } from '@corridors/plugin-corridors-common';
import { EmptyState, isUnderWay } from '@corridors/plugin-corridors-react';
import { RiQuestionLine, RiShieldCheckLine } from '@remixicon/react';

/** Properties of {@link NoFindings}. */
export interface NoFindingsProps {
  readonly run: Pick<RunDetail, 'state'>;
}

/** That there are no findings, and how much that says. */
export function NoFindings({ run }: NoFindingsProps) {
  if (isUnderWay(run)) {
    return (
      <EmptyState
        title="No finding so far"
        symbol={<RiShieldCheckLine size={24} />}
      >
        What differs is tried again for a minute before it counts: a change in
        AWS takes a while to be felt everywhere.
      </EmptyState>
    );
  }
  return run.state === 'succeeded' ? (
    <EmptyState title="No findings" symbol={<RiShieldCheckLine size={24} />}>
      Nothing that was looked at differs from what is intended. What could not
      be looked at is stated below.
    </EmptyState>
  ) : (
    <EmptyState title="No result" symbol={<RiQuestionLine size={24} />}>
      The run ended before it had looked at everything, so that nothing was
      found says little. Verify again.
    </EmptyState>
  );
}

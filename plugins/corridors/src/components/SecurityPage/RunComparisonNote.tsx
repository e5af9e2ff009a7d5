import { Link } from '@backstage/ui';
import type { RunDetail } from '@corridors/plugin-corridors-common';
import { TimeAgo } from '@corridors/plugin-corridors-react';
import { usePaths } from '../../navigation';
import type { RunComparison } from './compareRuns';

/** "1 new and 2 closed since the run 3 h ago: Leak …". */
export function RunComparisonNote(props: {
  readonly previous: RunDetail;
  readonly comparison: RunComparison;
}) {
  const paths = usePaths();
  const { opened, closed } = props.comparison;
  const changes = [
    opened.length > 0 ? `${opened.length} new` : '',
    closed.length > 0 ? `${closed.length} closed` : '',
  ].filter(Boolean);
  return (
    <span>
      {changes.length > 0 ? changes.join(' and ') : 'nothing changed'} since the{' '}
      <Link variant="body-small" href={paths.run(props.previous.id)}>
        run before
      </Link>
      , <TimeAgo at={props.previous.createdAt} />
      {closed.length > 0 &&
        ` (closed: ${closed.map(finding => finding.title).join('; ')})`}
    </span>
  );
}

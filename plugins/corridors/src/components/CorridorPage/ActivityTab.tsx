import { Link } from '@backstage/ui';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  EmptyState,
  Section,
  TimeAgo,
  Timeline,
  type TimelineItem,
} from '@corridors/plugin-corridors-react';
import {
  RiGitPullRequestLine,
  RiHistoryLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import { EntityName } from '../Links';

const SYMBOLS: Readonly<Record<string, TimelineItem['symbol']>> = {
  request: <RiGitPullRequestLine size={14} />,
  verification: <RiShieldCheckLine size={14} />,
};

/** What happened to a corridor, newest first. */
export function ActivityTab({
  corridor,
}: {
  readonly corridor: CorridorDetail;
}) {
  const { activity, name } = corridor;
  return (
    <Section title="Activity">
      {activity.length === 0 ? (
        <EmptyState
          title="Nothing has happened yet"
          symbol={<RiHistoryLine size={24} />}
        >
          Requests, verifications and changes of state appear here.
        </EmptyState>
      ) : (
        <Timeline
          label={`Activity of ${name}`}
          entries={activity.map((entry, index) => ({
            id: `${entry.at} ${index}`,
            symbol: SYMBOLS[entry.kind] ?? <RiHistoryLine size={14} />,
            tone: 'quiet',
            title: entry.link ? (
              <Link href={entry.link}>{entry.title}</Link>
            ) : (
              entry.title
            ),
            content: (
              <>
                {entry.detail && <div>{entry.detail}</div>}
                <TimeAgo at={entry.at} />
                {entry.by && (
                  <>
                    {' '}
                    by <EntityName entityRef={entry.by} />
                  </>
                )}
              </>
            ),
          }))}
        />
      )}
    </Section>
  );
}

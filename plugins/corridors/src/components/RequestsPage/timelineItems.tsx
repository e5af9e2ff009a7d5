import type { CorridorRequest } from '@corridors/plugin-corridors-common';
import {
  requestTerms,
  TimeAgo,
  type TimelineItem,
} from '@corridors/plugin-corridors-react';
import { RiCheckLine, RiCloseLine, RiTimeLine } from '@remixicon/react';
import { describeWait } from './describeWait';
import { EntityName } from '../Links';

const STEPS = ['reserved', 'open', 'merged', 'provisioning', 'ready'] as const;

function wordOf(event: string): string {
  const text = event.replace(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What has happened to a request, and the steps that are still to come. */
export function timelineItems(request: CorridorRequest): TimelineItem[] {
  const hasFailed = request.state === 'failed' || request.state === 'closed';
  const past: TimelineItem[] = request.timeline.map((entry, index) => {
    const isLastOfFailed = hasFailed && index === request.timeline.length - 1;
    return {
      id: `${entry.at} ${entry.event}`,
      title: wordOf(entry.event),
      symbol: isLastOfFailed ? (
        <RiCloseLine size={14} />
      ) : (
        <RiCheckLine size={14} />
      ),
      tone: isLastOfFailed ? 'bad' : 'good',
      content: (
        <>
          <div>{entry.detail}</div>
          <TimeAgo at={entry.at} />
          {entry.by && (
            <>
              {' '}
              by <EntityName entityRef={entry.by} />
            </>
          )}
        </>
      ),
    };
  });
  if (hasFailed) {
    return past;
  }
  const reached = STEPS.findIndex(step => step === request.state);
  const future: TimelineItem[] = STEPS.slice(reached + 1).map(
    (step, index) => ({
      id: `future ${step}`,
      title: requestTerms[step].word,
      symbol: <RiTimeLine size={14} />,
      tone: 'quiet',
      content:
        index === 0
          ? `Waits for ${describeWait(request.waitingFor)}.`
          : requestTerms[step].meaning,
    }),
  );
  return [...past, ...future];
}

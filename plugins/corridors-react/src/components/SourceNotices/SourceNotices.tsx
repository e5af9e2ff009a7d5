import { Alert } from '@backstage/ui';
import type { FactSource } from '@corridors/model';
import { formatAgo, useNow } from '../TimeAgo';

const WORDS: Record<Exclude<FactSource['state'], 'live'>, string> = {
  syncing: 'is being read for the first time',
  stale: 'has not answered lately',
  unavailable: 'does not answer',
  forbidden: 'refuses the portal',
};

/**
 * What a source that is not live says: "Cluster vpc2-kspray1 does not answer; shown as of 3 min ago. Connection refused".
 *
 * @public
 */
export function describeSource(source: FactSource, now: Date): string {
  if (source.state === 'live') {
    return `${source.title} is live`;
  }
  const seen = source.asOf
    ? `what it said ${formatAgo(source.asOf, now)} is shown`
    : 'nothing of it is known yet';
  const message = source.message ? `: ${source.message}` : '';
  return `${source.title} ${WORDS[source.state]}; ${seen}${message}`;
}

/**
 * Names the sources whose facts are missing or old. Draws nothing while all are live.
 *
 * @public
 */
export function SourceNotices({
  sources,
}: {
  readonly sources: readonly FactSource[];
}) {
  const now = useNow();
  const troubled = sources.filter(source => source.state !== 'live');
  if (troubled.length === 0) {
    return null;
  }
  const isOnlySyncing = troubled.every(source => source.state === 'syncing');
  return (
    <Alert
      role="status"
      mt="4"
      icon
      status={isOnlySyncing ? 'info' : 'warning'}
      title={
        isOnlySyncing
          ? 'Some facts are still being read'
          : 'Some facts are out of date'
      }
      description={troubled
        .map(source => `${describeSource(source, now)}.`)
        .join(' ')}
    />
  );
}

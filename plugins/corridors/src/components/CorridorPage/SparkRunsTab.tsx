import { Link } from '@backstage/ui';
import type { SparkRun } from '@corridors/model';
import {
  Disclosure,
  EmptyState,
  ErrorState,
  formatDuration,
  RefreshNotice,
  Section,
  SourceNotices,
  SparkPhaseBadge,
  TextSkeleton,
  TimeAgo,
  useNow,
  useSparkRuns,
} from '@corridors/plugin-corridors-react';
import { RiFlashlightLine } from '@remixicon/react';
import { FactList } from './FactList';
import styles from './CorridorPage.module.css';

/** The Spark runs, newest first: how far, why not further, how long. */
export function SparkRunsTab({ name }: { readonly name: string }) {
  const { data, error, isLoading, loadedAt, refresh } = useSparkRuns(name);
  if (!data) {
    return (
      <Section title="Spark runs">
        {isLoading ? (
          <TextSkeleton lines={6} label="Spark runs" />
        ) : (
          <ErrorState
            error={error}
            subject={`the Spark runs of ${name}`}
            onRetry={refresh}
          />
        )}
      </Section>
    );
  }
  return (
    <>
      <RefreshNotice
        error={error}
        subject={`the Spark runs of ${name}`}
        loadedAt={loadedAt}
        onRetry={refresh}
      />
      <SourceNotices sources={data.sources} />
      <Section
        title="Spark runs"
        note={data.items.length || undefined}
        flush={data.items.length > 0}
      >
        {data.items.length === 0 ? (
          <EmptyState
            title="Nothing has run yet"
            symbol={<RiFlashlightLine size={24} />}
          >
            Runs appear here as soon as a Spark application is started in the
            namespace. The Connect tab says how.
          </EmptyState>
        ) : (
          <ul className={styles.runs}>
            {data.items.map(run => (
              <SparkRunItem key={run.id} run={run} earlier={data.items} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function secondsOf(run: SparkRun, now: Date): number | undefined {
  if (!run.startedAt) {
    return undefined;
  }
  return (
    ((run.endedAt ? Date.parse(run.endedAt) : now.getTime()) -
      Date.parse(run.startedAt)) /
    1000
  );
}

/** "3 min 2 s, usually 2 min 50 s": against the median of earlier runs of the same application that succeeded. */
function describeDuration(
  run: SparkRun,
  runs: readonly SparkRun[],
  now: Date,
): string {
  const seconds = secondsOf(run, now);
  if (seconds === undefined) {
    return 'not started';
  }
  const earlier = runs
    .filter(
      other =>
        other.id !== run.id &&
        other.name === run.name &&
        other.phase === 'succeeded' &&
        other.endedAt,
    )
    .map(other => secondsOf(other, now))
    .filter(duration => duration !== undefined)
    .sort((left, right) => left - right);
  const usual = earlier[Math.floor(earlier.length / 2)];
  return usual === undefined
    ? formatDuration(seconds)
    : `${formatDuration(seconds)}, usually ${formatDuration(usual)}`;
}

function describeExecutors({ executors, endedAt }: SparkRun): string {
  if (endedAt) {
    return executors.requested === undefined
      ? 'ended'
      : `${executors.requested} asked for`;
  }
  const parts = [`${executors.running} running`];
  if (executors.pending > 0) {
    parts.push(`${executors.pending} pending`);
  }
  if (executors.failed > 0) {
    parts.push(`${executors.failed} failed`);
  }
  if (executors.lost.length > 0) {
    parts.push(`${executors.lost.length} lost`);
  }
  return executors.requested === undefined
    ? parts.join(', ')
    : `${parts.join(', ')} of ${executors.requested}`;
}

function SparkRunItem({
  run,
  earlier,
}: {
  readonly run: SparkRun;
  readonly earlier: readonly SparkRun[];
}) {
  const now = useNow();
  return (
    <li className={styles.run}>
      <div className={styles.runHead}>
        <SparkPhaseBadge phase={run.phase} />
        <strong>{run.name}</strong>
        {run.attempt > 1 && (
          <span className={styles.muted}>attempt {run.attempt}</span>
        )}
        {run.startedAt && (
          <span className={styles.muted}>
            started <TimeAgo at={run.startedAt} />
          </span>
        )}
        {run.uiUrl && (
          <Link href={run.uiUrl} target="_blank">
            Spark UI
          </Link>
        )}
      </div>
      {run.reason && (
        <div className={styles.reason}>
          <p>{run.reason.text}</p>
          {run.reason.nextAction && (
            <p>
              <strong>Next:</strong> {run.reason.nextAction}
            </p>
          )}
          {run.reason.evidence && (
            <Disclosure title="What the driver said">
              <pre className={styles.evidence}>{run.reason.evidence}</pre>
            </Disclosure>
          )}
        </div>
      )}
      <FactList
        facts={[
          { name: 'Duration', value: describeDuration(run, earlier, now) },
          { name: 'Executors', value: describeExecutors(run) },
          { name: 'Driver pod', value: run.driverPod ?? 'none' },
          {
            name: 'Known from',
            value: run.source === 'kubeflow' ? 'SparkApplication' : 'pods',
          },
        ]}
      />
    </li>
  );
}

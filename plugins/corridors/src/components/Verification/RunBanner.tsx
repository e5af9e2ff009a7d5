import { Alert, Button, Link } from '@backstage/ui';
import type { RunProgress } from '@corridors/model';
import type { RunSummary } from '@corridors/plugin-corridors-common';
import {
  ProgressBar,
  RunStateBadge,
  TimeAgo,
} from '@corridors/plugin-corridors-react';
import { usePaths } from '../../navigation';
import styles from './Verification.module.css';

const PHASES: Record<RunProgress['phase'], string> = {
  planning: 'Working out what to try',
  evaluating: 'Reading and evaluating policies',
  controls: 'Checking that a refusal would mean something',
  probing: 'Trying every cell',
  retrying: 'Trying again what was not conclusive',
  done: 'Putting the result together',
};

/** Properties of {@link RunBanner}. */
export interface RunBannerProps {
  readonly run: RunSummary;
  readonly onCancel?: () => void;
}

/** A run under way with its progress, or why a run has ended early. Draws nothing for a run that finished. */
export function RunBanner({ run, onCancel }: RunBannerProps) {
  const paths = usePaths();
  if (run.state === 'queued' || run.state === 'running') {
    const { phase, answered, cells } = run.progress;
    return (
      <section
        className={styles.progress}
        aria-label="Verification under way"
        aria-live="polite"
      >
        <div className={styles.progressHead}>
          <RunStateBadge state={run.state} />
          <strong>
            {run.state === 'queued' ? 'Waiting for its turn' : PHASES[phase]}
          </strong>
          <span className={styles.note}>
            {cells > 0 ? `${answered} of ${cells} cells answered, ` : ''}asked
            for <TimeAgo at={run.createdAt} />
          </span>
          <span className={styles.actions}>
            <Link href={paths.run(run.id)}>Open this run</Link>
            {onCancel && (
              <Button size="small" variant="secondary" onPress={onCancel}>
                Cancel
              </Button>
            )}
          </span>
        </div>
        <ProgressBar label="Cells answered" value={answered} maximum={cells} />
      </section>
    );
  }
  if (run.state === 'succeeded') {
    return null;
  }
  const titles = {
    failed: 'The last verification failed',
    cancelled: 'The last verification was cancelled',
    interrupted: 'The last verification was interrupted',
  };
  return (
    <Alert
      mt="4"
      icon
      role="status"
      status={run.state === 'failed' ? 'danger' : 'warning'}
      title={titles[run.state]}
      description={`${
        run.error
          ? run.error.replace(/\.?$/, '.')
          : 'It ended before every cell was answered.'
      } What was answered until then is kept.`}
    />
  );
}

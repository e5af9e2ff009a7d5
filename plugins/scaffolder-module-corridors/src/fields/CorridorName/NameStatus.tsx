import { Button } from '@backstage/ui';
import { explainError } from '@corridors/plugin-corridors-react';
import type { PreflightState } from '../../preflight';
import styles from './CorridorName.module.css';

/** One line below the name: whether it is free, or what keeps that from being known. */
export function NameStatus(props: {
  readonly hasEnvironment: boolean;
  readonly hasName: boolean;
  readonly preflight: PreflightState;
  readonly onRetry: () => void;
}) {
  const { preflight } = props;
  if (!props.hasName) {
    return null;
  }
  if (!props.hasEnvironment) {
    return (
      <p className={styles.status}>Choose an environment to check this name.</p>
    );
  }
  switch (preflight.status) {
    case 'idle':
    case 'checking':
      return <p className={styles.status}>Checking the name</p>;
    case 'answered':
      return preflight.answer.ok ? (
        <p className={styles.status}>This name is free. It will create:</p>
      ) : null;
    case 'failed':
      return (
        <p className={styles.status}>
          {explainError(preflight.error, 'the check of the name').title}, so it
          is not known whether this name is free.{' '}
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            Check again
          </Button>
        </p>
      );
    default: {
      const unknownState: never = preflight;
      throw new Error(`Unknown state ${JSON.stringify(unknownState)}`);
    }
  }
}

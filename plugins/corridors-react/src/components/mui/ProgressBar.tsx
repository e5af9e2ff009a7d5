import LinearProgress from '@material-ui/core/LinearProgress';
import styles from './ProgressBar.module.css';

/**
 * Properties of {@link ProgressBar}.
 *
 * @public
 */
export interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  /** What `value` counts up to; 0 while it is not known yet. */
  readonly maximum: number;
}

/**
 * How far something has come. Moves without an end only while the end is not known.
 *
 * @public
 */
export function ProgressBar({ label, value, maximum }: ProgressBarProps) {
  const percent =
    maximum > 0 ? Math.min(100, Math.round((value / maximum) * 100)) : 0;
  return (
    <LinearProgress
      aria-label={label}
      variant={maximum > 0 ? 'determinate' : 'indeterminate'}
      value={percent}
      classes={{ root: styles.track, bar: styles.bar }}
    />
  );
}

import Step from '@material-ui/core/Step';
import StepContent from '@material-ui/core/StepContent';
import StepLabel from '@material-ui/core/StepLabel';
import Stepper from '@material-ui/core/Stepper';
import type { ReactElement, ReactNode } from 'react';
import styles from './Timeline.module.css';

/**
 * One item of a timeline.
 *
 * @public
 */
export interface TimelineItem {
  readonly id: string;
  readonly title: ReactNode;
  readonly symbol: ReactElement;
  readonly tone: 'good' | 'busy' | 'warning' | 'bad' | 'quiet';
  readonly content?: ReactNode;
}

/**
 * What happened, in order, one below the other.
 *
 * @public
 */
export function Timeline({
  label,
  entries,
}: {
  readonly label: string;
  readonly entries: readonly TimelineItem[];
}) {
  return (
    <div role="group" aria-label={label}>
      <Stepper orientation="vertical" nonLinear classes={{ root: styles.root }}>
        {entries.map(entry => (
          <Step key={entry.id} active expanded>
            <StepLabel
              classes={{ label: styles.label }}
              StepIconComponent={() => (
                <span
                  aria-hidden
                  className={`${styles.symbol} ${styles[entry.tone]}`}
                >
                  {entry.symbol}
                </span>
              )}
            >
              {entry.title}
            </StepLabel>
            <StepContent
              classes={{ root: styles.content }}
              transitionDuration={0}
            >
              {entry.content}
            </StepContent>
          </Step>
        ))}
      </Stepper>
    </div>
  );
}

import { Button } from '@backstage/ui';
import { RiEyeOffLine, RiFileSearchLine, RiPlugLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { EmptyState } from '../EmptyState';
import { explainError, type ErrorExplanation } from './explainError';

/**
 * Properties of {@link ErrorState}.
 *
 * @public
 */
export interface ErrorStateProps {
  readonly error: unknown;
  /** What was asked for, such as "corridor gha1". */
  readonly subject: string;
  /** Tries again. */
  readonly onRetry?: () => void;
  /** Where else to go, such as a link to the list. */
  readonly actions?: ReactNode;
}

const SYMBOLS: Partial<Record<ErrorExplanation['kind'], JSX.Element>> = {
  forbidden: <RiEyeOffLine size={24} />,
  'signed-out': <RiEyeOffLine size={24} />,
  'not-found': <RiFileSearchLine size={24} />,
};

/**
 * Stands where data should: what went wrong in plain words, and one next action.
 *
 * @public
 */
export function ErrorState({
  error,
  subject,
  onRetry,
  actions,
}: ErrorStateProps) {
  const { kind, title, explanation, mayRetry } = explainError(error, subject);
  return (
    <div role="alert">
      <EmptyState
        title={title}
        symbol={SYMBOLS[kind] ?? <RiPlugLine size={24} />}
        actions={
          <>
            {mayRetry && onRetry && (
              <Button variant="primary" onPress={onRetry}>
                Try again
              </Button>
            )}
            {actions}
          </>
        }
      >
        {explanation}
      </EmptyState>
    </div>
  );
}

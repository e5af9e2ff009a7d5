import { Alert, Button } from '@backstage/ui';
import { formatClock, useNow } from '../TimeAgo';
import { explainError } from './explainError';

/**
 * Properties of {@link RefreshNotice}.
 *
 * @public
 */
export interface RefreshNoticeProps {
  readonly error?: Error;
  readonly subject: string;
  readonly loadedAt?: Date;
  readonly onRetry: () => void;
}

/**
 * Stands above data that could not be renewed: what is shown is old, since when, and why.
 *
 * @public
 */
export function RefreshNotice({
  error,
  subject,
  loadedAt,
  onRetry,
}: RefreshNoticeProps) {
  const now = useNow();
  if (!error) {
    return null;
  }
  const { title, explanation } = explainError(error, subject);
  const since = loadedAt
    ? ` What you see is as of ${formatClock(loadedAt.toISOString(), now)}.`
    : '';
  return (
    <Alert
      role="status"
      mt="4"
      icon
      status="warning"
      title={`${title}.${since}`}
      description={explanation}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          Try again
        </Button>
      }
    />
  );
}

import { Alert } from '@backstage/ui';
import { isError, ResponseError } from '@backstage/errors';

/** Says why an action was refused, beside the button that asked for it. */
export function RefusalNotice({
  error,
  action,
}: {
  readonly error?: Error;
  readonly action: string;
}) {
  if (!error) {
    return null;
  }
  const isForbidden =
    error instanceof ResponseError && error.statusCode === 403;
  const message =
    error instanceof ResponseError ? error.body.error.message : error.message;
  return (
    <Alert
      role="alert"
      mt="4"
      icon
      status="danger"
      title={isForbidden ? `You may not ${action}` : `Could not ${action}`}
      description={
        isForbidden
          ? 'The group that owns the corridor, the platform team and auditors may. Ask one of them.'
          : isError(error)
          ? message
          : String(error)
      }
    />
  );
}

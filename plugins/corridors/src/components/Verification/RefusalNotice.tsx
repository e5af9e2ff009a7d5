import { Alert } from '@backstage/ui';
import { explainError } from '@corridors/plugin-corridors-react';

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
  const { kind, explanation } = explainError(error, 'the answer');
  const isForbidden = kind === 'forbidden';
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
          : explanation
      }
    />
  );
}

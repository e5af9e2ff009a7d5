import { Alert, Button } from '@backstage/ui';
import { explainError, TextSkeleton } from '@corridors/plugin-corridors-react';
import type { ChosenEnvironment } from './useChosenEnvironment';

/** Stands where a field needs its environment: it is being looked up, cannot be, or was not chosen. */
export function EnvironmentNeeded({
  chosen,
}: {
  readonly chosen: ChosenEnvironment;
}) {
  if (chosen.isLoading) {
    return <TextSkeleton lines={2} label="what the environment offers" />;
  }
  if (chosen.error) {
    const { title, explanation } = explainError(
      chosen.error,
      'the environments',
    );
    return (
      <Alert
        role="alert"
        icon
        status="danger"
        title={title}
        description={explanation}
        customActions={
          <Button size="small" variant="secondary" onPress={chosen.refresh}>
            Try again
          </Button>
        }
      />
    );
  }
  return (
    <Alert
      role="status"
      icon
      status="info"
      title="Choose an environment on the first page"
    />
  );
}

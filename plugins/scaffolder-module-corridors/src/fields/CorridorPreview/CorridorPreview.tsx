import { Alert, Button } from '@backstage/ui';
import type { Problem } from '@corridors/model';
import {
  OPENS_A_LEAK,
  type PreflightAnswer,
} from '@corridors/plugin-corridors-common';
import {
  explainError,
  FilePreview,
  PredictedReach,
  ProblemList,
  TextSkeleton,
} from '@corridors/plugin-corridors-react';
import { useEffect } from 'react';
import { FieldShell, fullPreflight, readFormData } from '../../form';
import { usePreflight, type PreflightState } from '../../preflight';
import type { schema } from './schema';
import { WhyIntended } from './WhyIntended';
import styles from './CorridorPreview.module.css';

/** What the value of the field is: the digest once everything is in order, else empty, which blocks. */
function digestOf(preflight: PreflightState): string {
  return preflight.status === 'answered' && preflight.answer.ok
    ? preflight.answer.filesDigest ?? ''
    : '';
}

/** Shows what a request would create, and holds it back while there are problems. */
export function CorridorPreview({
  formData,
  onChange,
  formContext,
  schema: field,
}: typeof schema.TProps) {
  const preflight = usePreflight(
    fullPreflight(readFormData(formContext?.formData)),
    0,
  );
  const digest = digestOf(preflight);
  useEffect(() => {
    if (formData !== digest) {
      onChange(digest);
    }
  }, [formData, digest, onChange]);
  return (
    <FieldShell
      label={field.title ?? 'Preview'}
      description={
        field.description ??
        'These files go into the pull request. Nothing is created before it is merged.'
      }
    >
      <div className={styles.preview} aria-live="polite">
        <PreviewContent preflight={preflight} onRetry={preflight.ask} />
      </div>
    </FieldShell>
  );
}

function PreviewContent({
  preflight,
  onRetry,
}: {
  readonly preflight: PreflightState;
  readonly onRetry: () => void;
}) {
  switch (preflight.status) {
    case 'idle':
    case 'checking':
      return <TextSkeleton lines={8} label="the files" />;
    case 'failed': {
      const { title, explanation } = explainError(
        preflight.error,
        'the files of this request',
      );
      return (
        <Alert
          role="alert"
          icon
          status="danger"
          title={title}
          description={`${explanation} What you filled in is kept.`}
          customActions={
            <Button size="small" variant="secondary" onPress={onRetry}>
              Try again
            </Button>
          }
        />
      );
    }
    case 'answered':
      return <AnsweredPreview answer={preflight.answer} />;
    default: {
      const unknownState: never = preflight;
      throw new Error(`Unknown state ${JSON.stringify(unknownState)}`);
    }
  }
}

function AnsweredPreview({ answer }: { readonly answer: PreflightAnswer }) {
  const { problems, files = [], changes = [], access, prediction } = answer;
  const errors = problems.filter(problem => problem.severity === 'error');
  return (
    <>
      {errors.length > 0 && (
        <Alert role="alert" icon status="danger" {...refusalOf(errors)} />
      )}
      {problems.length > 0 && <ProblemList problems={problems} />}
      {files.length > 0 && (
        <FilePreview
          label="Files of the request"
          files={files.map(file => ({
            ...file,
            change: changes.find(change => change.path === file.path)?.change,
          }))}
        />
      )}
      {prediction && (
        <section aria-label="Access that follows">
          <h4 className={styles.title}>Access that follows</h4>
          <PredictedReach prediction={prediction} />
        </section>
      )}
      {access && <WhyIntended access={access} />}
    </>
  );
}

/** Why the request cannot be sent, and what to do. */
function refusalOf(errors: readonly Problem[]): {
  readonly title: string;
  readonly description: string;
} {
  if (errors.every(({ code }) => code === OPENS_A_LEAK)) {
    return {
      title: 'This request would open a leak',
      description:
        'It cannot be sent. If a file below is not yours to change, show the platform team this page: the file and line say where to begin.',
    };
  }
  return {
    title:
      errors.length === 1
        ? 'One problem is in the way'
        : `${errors.length} problems are in the way`,
    description: 'Go back and repair it; the request cannot be sent before.',
  };
}

import type { ApiHolder } from '@backstage/core-plugin-api';
import type { Problem } from '@corridors/model';
import type { PreflightBody } from '@corridors/plugin-corridors-common';
import {
  corridorsApiRef,
  explainError,
} from '@corridors/plugin-corridors-react';
import { readFormData, type RequestFormData } from '../form/formData';

/** Where a field's validation reports what is wrong. */
interface ErrorSink {
  addError(message: string): void;
}

/**
 * Makes the validation of a field, which runs on *Next*: asks the backend about the form, and blocks with every error that
 * concerns the field. Without an answer it blocks as well, and says so.
 *
 * @param bodyOf - what to ask
 * @param concerns - which problems are the field's
 * @param say - what to report of the field's errors; all of their messages when it is left out
 */
export function validateByPreflight(
  bodyOf: (formData: RequestFormData) => PreflightBody | undefined,
  concerns: (problem: Problem) => boolean,
  say: (messages: readonly string[]) => readonly string[] = messages =>
    messages,
) {
  return async (
    _value: unknown,
    validation: ErrorSink,
    context: { apiHolder: ApiHolder; formData: unknown },
  ) => {
    const api = context.apiHolder.get(corridorsApiRef);
    const body = bodyOf(readFormData(context.formData));
    if (!api || !body) {
      return;
    }
    try {
      const { problems } = await api.preflight(body);
      const messages = problems
        .filter(problem => problem.severity === 'error' && concerns(problem))
        .map(problem => problem.message);
      say(messages).forEach(message => validation.addError(message));
    } catch (error) {
      const { title, explanation } = explainError(
        error,
        'the check of this page',
      );
      validation.addError(`${title}: ${explanation} Press Next to try again.`);
    }
  };
}

/** Whether a problem is about a field or about something in it: `spec.buckets` and `spec.buckets[0].name`. */
export function isAbout(field: string) {
  return (problem: Problem) =>
    problem.field === field ||
    Boolean(
      problem.field?.startsWith(`${field}.`) ||
        problem.field?.startsWith(`${field}[`),
    );
}

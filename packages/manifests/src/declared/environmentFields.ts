import {
  formatFieldPath,
  type Environment,
  type Problem,
  type RepositoryFile,
} from '@corridors/model';
import type { DocumentOrigin } from '@corridors/policy-engine';

import { readObjects } from './readObjects';

/** A field of an environment's file. */
export interface EnvironmentField {
  /** As `spec.nodeRole.arn`. */
  readonly field: string;
  readonly origin: DocumentOrigin & {
    readonly file: string;
    readonly line: number;
  };
}

/** Finds a field in the file of an environment. */
export type EnvironmentFields = (
  environment: Environment,
  path: readonly PropertyKey[],
) => EnvironmentField;

/** Knows where the fields of environments stand; a file is taken apart when it is first asked for. */
export function environmentFields(
  files: readonly RepositoryFile[],
): EnvironmentFields {
  const lines = new Map<string, (path: readonly PropertyKey[]) => number>();
  return ({ metadata }, path) => {
    const file = `environments/${metadata.name}.yaml`;
    const content = files.find(one => one.path === file)?.content ?? '';
    const lineOf =
      lines.get(file) ??
      readObjects(file, content).objects[0]?.lineOf ??
      (() => 1);
    lines.set(file, lineOf);
    return {
      field: formatFieldPath(path),
      origin: { file, line: lineOf(path) },
    };
  };
}

/** An error at a field of an environment. */
export function problemAtField(
  { field, origin: { file, line } }: EnvironmentField,
  code: string,
  message: string,
  related?: string,
): Problem {
  return {
    code,
    severity: 'error',
    message,
    field,
    file,
    line,
    ...(related === undefined ? {} : { related }),
  };
}

/** As in a sentence: `spec.nodeRole.arn of environments/single1.yaml:20`. */
export function nameField({ field, origin }: EnvironmentField): string {
  return `${field} of ${origin.file}:${origin.line}`;
}

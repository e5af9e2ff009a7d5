import type { z } from 'zod';

import { parseFieldPath, type Parsed, type Problem } from '../problems';
import { problemsFromZod } from '../problems/fromZod';
import { corridorSchema, type Corridor } from './corridor';
import { environmentSchema, type Environment } from './environment';
import {
  environmentPoliciesSchema,
  type EnvironmentPolicies,
} from './environmentPolicies';
import { readYamlDocument } from './yamlDocument';

/**
 * A value read from YAML.
 *
 * @public
 */
export interface LocatedValue<T> {
  readonly value: T;
  /** Adds the file, and the place of a problem's field in it, or of the nearest field around it that is there. */
  readonly locate: <P extends Pick<Problem, 'field'>>(
    problem: P,
  ) => P & Required<Pick<Problem, 'file' | 'line' | 'column'>>;
}

/**
 * Reads a corridor spec.
 *
 * @param text - YAML
 * @param file - path that the problems name
 * @public
 */
export function parseCorridor(text: string, file: string): Parsed<Corridor> {
  return withoutPositions(parseLocatedCorridor(text, file));
}

/**
 * Reads an environment.
 *
 * @param text - YAML
 * @param file - path that the problems name
 * @public
 */
export function parseEnvironment(
  text: string,
  file: string,
): Parsed<Environment> {
  return withoutPositions(parseLocatedEnvironment(text, file));
}

/**
 * Checks a corridor spec that is an object already.
 *
 * @public
 */
export function validateCorridor(value: unknown): Parsed<Corridor> {
  return validate(corridorSchema, value);
}

/**
 * Checks an environment that is an object already.
 *
 * @public
 */
export function validateEnvironment(value: unknown): Parsed<Environment> {
  return validate(environmentSchema, value);
}

/**
 * Checks a file of `environments/<name>/policies/` that is an object already.
 *
 * @public
 */
export function validateEnvironmentPolicies(
  value: unknown,
): Parsed<EnvironmentPolicies> {
  return validate(environmentPoliciesSchema, value);
}

/** Reads a corridor spec and keeps the positions of its fields. */
export function parseLocatedCorridor(
  text: string,
  file: string,
): Parsed<LocatedValue<Corridor>> {
  return parseYaml(corridorSchema, text, file);
}

/** Reads an environment and keeps the positions of its fields. */
export function parseLocatedEnvironment(
  text: string,
  file: string,
): Parsed<LocatedValue<Environment>> {
  return parseYaml(environmentSchema, text, file);
}

function withoutPositions<T>(parsed: Parsed<LocatedValue<T>>): Parsed<T> {
  return parsed.ok ? { ok: true, value: parsed.value.value } : parsed;
}

function validate<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success
    ? { ok: true, value: result.data }
    : {
        ok: false,
        problems: problemsFromZod(result.error).map(({ problem }) => problem),
      };
}

/**
 * Reads a file that holds one mapping, as strictly as specs, and keeps the positions of its fields.
 *
 * @param schema - with messages that go on after the name of a field: `must not be empty`
 * @param text - YAML
 * @param file - path that the problems name
 * @public
 */
export function parseYaml<T>(
  schema: z.ZodType<T>,
  text: string,
  file: string,
): Parsed<LocatedValue<T>> {
  const document = readYamlDocument(text, file);
  if (!document.ok) {
    return document;
  }
  const { positionOf, value } = document.value;
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) {
    const locate: LocatedValue<T>['locate'] = problem => ({
      ...problem,
      file,
      ...positionOf(parseFieldPath(problem.field ?? '')),
    });
    return { ok: true, value: { value: result.data, locate } };
  }
  const problems = problemsFromZod(result.error).map(({ path, problem }) => ({
    ...problem,
    file,
    ...positionOf(path),
  }));
  return { ok: false, problems };
}

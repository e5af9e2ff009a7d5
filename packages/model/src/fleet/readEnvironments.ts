import type { Parsed, Problem } from '../problems';
import type { Environment } from '../spec';
import { parseLocatedEnvironment, type LocatedValue } from '../spec/parse';
import type { InvalidFile, RepositoryFile } from './fleet';
import { nameMismatch } from './placeProblems';

const ENVIRONMENT_FILE = /^environments\/(?<name>[^/]+)\.(?<ending>ya?ml)$/;

/** Environments of a repository, and files that would be one. */
export interface ReadEnvironments {
  readonly environments: readonly Environment[];
  /** By name of the environment: adds file, line and column to a problem of it. */
  readonly locate: ReadonlyMap<string, LocatedValue<Environment>['locate']>;
  readonly invalid: readonly InvalidFile[];
}

/** Reads `environments/*.yaml`. */
export function readEnvironments(
  files: readonly RepositoryFile[],
): ReadEnvironments {
  const environments: Environment[] = [];
  const locate = new Map<string, LocatedValue<Environment>['locate']>();
  const invalid: InvalidFile[] = [];
  for (const { path, content } of files) {
    const { name, ending } = ENVIRONMENT_FILE.exec(path)?.groups ?? {};
    if (name === undefined) {
      continue;
    }
    const outcome: Parsed<LocatedValue<Environment>> =
      ending === 'yml'
        ? { ok: false, problems: [wrongEnding(path, name)] }
        : readEnvironment(path, content, name);
    if (outcome.ok) {
      environments.push(outcome.value.value);
      locate.set(name, outcome.value.locate);
    } else {
      invalid.push({
        kind: 'environment',
        name,
        file: path,
        problems: outcome.problems,
      });
    }
  }
  return { environments, locate, invalid };
}

function readEnvironment(
  path: string,
  content: string,
  name: string,
): Parsed<LocatedValue<Environment>> {
  const parsed = parseLocatedEnvironment(content, path);
  if (!parsed.ok) {
    return parsed;
  }
  const { value, locate } = parsed.value;
  const actual = value.metadata.name;
  return actual === name
    ? parsed
    : { ok: false, problems: [locate(nameMismatch(name, actual))] };
}

function wrongEnding(file: string, name: string): Problem {
  const message = `Name this file ${name}.yaml; another ending is not read.`;
  return { code: 'wrong-file-name', severity: 'error', message, file, line: 1 };
}

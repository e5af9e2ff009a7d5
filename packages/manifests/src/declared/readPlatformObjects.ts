import {
  parseFieldPath,
  validateEnvironmentPolicies,
  type EnvironmentPolicies,
  type Fleet,
  type Problem,
  type RepositoryFile,
} from '@corridors/model';

import type { LocatedObject } from './locatedObject';
import { readObjects } from './readObjects';
import {
  emptyPolicyFile,
  POLICY_FILE,
  unreadEnvironmentFiles,
} from './unreadEnvironmentFiles';

/** One object of `environments/<name>/policies/`. */
export interface PlatformObject {
  readonly object: LocatedObject;
  readonly value: EnvironmentPolicies;
}

/** What the platform team declares beside the corridors, and what of it cannot be read. */
export interface PlatformObjects {
  readonly objects: readonly PlatformObject[];
  readonly problems: readonly Problem[];
  /** Names of the environments of whose files one could not be read, so that something may be missing. */
  readonly incomplete: ReadonlySet<string>;
}

/** Reads `environments/<name>/policies/*.yaml`, and tells the files below `environments/` that nothing reads. */
export function readPlatformObjects(
  files: readonly RepositoryFile[],
  fleet: Fleet,
): PlatformObjects {
  const known = new Set(
    fleet.environments.map(({ metadata }) => metadata.name),
  );
  const problems: Problem[] = unreadEnvironmentFiles(files);
  const incomplete = new Set<string>();
  const objects = files.flatMap(file => {
    const { environment } = POLICY_FILE.exec(file.path)?.groups ?? {};
    if (environment === undefined) {
      return [];
    }
    const read = readPolicyFile(file);
    if (!known.has(environment)) {
      problems.push(unknownEnvironment(file.path, environment));
    }
    if (read.problems.length > 0) {
      incomplete.add(environment);
    }
    problems.push(...read.problems);
    return read.objects;
  });
  return { objects, problems, incomplete };
}

function readPolicyFile({ path, content }: RepositoryFile): {
  objects: PlatformObject[];
  problems: Problem[];
} {
  const read = readObjects(path, content);
  const problems: Problem[] = [...read.problems];
  if (read.objects.length + problems.length === 0) {
    return { objects: [], problems: [emptyPolicyFile(path)] };
  }
  const objects = read.objects.flatMap(object => {
    const parsed = validateEnvironmentPolicies(object.value);
    if (parsed.ok) {
      return [{ object, value: parsed.value }];
    }
    problems.push(
      ...parsed.problems.map(problem => ({
        ...problem,
        file: path,
        line: object.lineOf(parseFieldPath(problem.field ?? '')),
      })),
    );
    return [];
  });
  return { objects, problems };
}

function unknownEnvironment(file: string, environment: string): Problem {
  return {
    code: 'unknown-environment',
    severity: 'error',
    message: `${file} belongs to environment ${environment}, which does not exist or is invalid.`,
    file,
    line: 1,
    related: environment,
  };
}

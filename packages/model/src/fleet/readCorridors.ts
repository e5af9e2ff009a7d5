import type { Problem } from '../problems';
import type { Corridor } from '../spec';
import { parseLocatedCorridor, type LocatedValue } from '../spec/parse';
import type { InvalidFile, RepositoryFile } from './fleet';
import { nameClaimedTwice, nameMismatch } from './placeProblems';

const CORRIDOR_FILE = /^corridors\/(?<folder>[^/]+)\/corridor\.yaml$/;
const CORRIDOR_FOLDER = /^corridors\/(?<folder>[^/]+)\//;

/** Corridor specs of a repository, each at the place that its name says, and folders that hold none. */
export interface ReadCorridors {
  readonly corridors: readonly LocatedValue<Corridor>[];
  readonly invalid: readonly InvalidFile[];
}

/** Reads `corridors/*\/corridor.yaml`. */
export function readCorridors(files: readonly RepositoryFile[]): ReadCorridors {
  const specs = files.flatMap(({ path, content }) => {
    const folder = CORRIDOR_FILE.exec(path)?.groups?.folder;
    return folder === undefined
      ? []
      : [{ folder, path, parsed: parseLocatedCorridor(content, path) }];
  });
  const claims = new Map<string, string[]>();
  for (const { folder, parsed } of specs) {
    if (parsed.ok) {
      const name = parsed.value.value.metadata.name;
      claims.set(name, [...(claims.get(name) ?? []), folder]);
    }
  }
  const corridors: LocatedValue<Corridor>[] = [];
  const invalid: InvalidFile[] = foldersWithoutSpec(files);
  for (const { folder, path, parsed } of specs) {
    const problems = parsed.ok
      ? placeProblems(folder, parsed.value, claims)
      : parsed.problems;
    if (parsed.ok && problems.length === 0) {
      corridors.push(parsed.value);
    } else {
      invalid.push({ kind: 'corridor', name: folder, file: path, problems });
    }
  }
  return { corridors, invalid };
}

function placeProblems(
  folder: string,
  spec: LocatedValue<Corridor>,
  claims: ReadonlyMap<string, readonly string[]>,
): Problem[] {
  const name = spec.value.metadata.name;
  const rivals = (claims.get(name) ?? []).filter(other => other !== folder);
  const problems = [
    ...(name === folder ? [] : [nameMismatch(folder, name)]),
    ...rivals.map(rival => nameClaimedTwice(name, rival)),
  ];
  return problems.map(problem => spec.locate(problem));
}

function foldersWithoutSpec(files: readonly RepositoryFile[]): InvalidFile[] {
  const foldersOf = (pattern: RegExp) =>
    new Set(
      files.flatMap(({ path }) => pattern.exec(path)?.groups?.folder ?? []),
    );
  const withSpec = foldersOf(CORRIDOR_FILE);
  return [...foldersOf(CORRIDOR_FOLDER)]
    .filter(folder => !withSpec.has(folder))
    .map(name => {
      const file = `corridors/${name}/corridor.yaml`;
      const message = `corridors/${name} has files but no corridor.yaml; add the spec or remove the folder.`;
      return {
        kind: 'corridor',
        name,
        file,
        problems: [{ code: 'missing-spec', severity: 'error', message, file }],
      };
    });
}

import { checkName } from '../naming/checkName';
import { bucketPrefixOf } from '../naming/deriveNames';
import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';
import type { LocatedValue } from '../spec/parse';
import type { Fleet, InvalidFile, RepositoryFile } from './fleet';
import { environmentSidesOf } from './environmentSide';
import { compareText } from './ordering';
import { readCorridors } from './readCorridors';
import { readEnvironments, type ReadEnvironments } from './readEnvironments';

/**
 * Reads the tree of a GitOps repository. Whatever is wrong with one file is told beside that file and harms no other.
 * Of two corridors whose bucket prefixes overlap, the one with the longer prefix is invalid: it lies within the other's.
 *
 * @param files - of the whole tree or of its `environments` and `corridors` folders, in any order
 * @public
 */
export function buildFleet(files: readonly RepositoryFile[]): Fleet {
  const sorted = [...files].sort((left, right) =>
    compareText(left.path, right.path),
  );
  const environments = readEnvironments(sorted);
  const specs = readCorridors(sorted);
  const invalid: InvalidFile[] = [...environments.invalid, ...specs.invalid];
  const corridors: Corridor[] = [];
  for (const { spec, environment } of byPrefixLength(
    specs.corridors,
    environments.environments,
  )) {
    const problems = environment
      ? nameProblems(spec, environment, environments, corridors)
      : [spec.locate(unknownEnvironment(spec.value, environments))];
    if (problems.length === 0) {
      corridors.push(spec.value);
    } else {
      invalid.push(invalidCorridor(spec, problems));
    }
  }
  return {
    environments: environments.environments,
    corridors: corridors.sort((left, right) =>
      compareText(left.metadata.name, right.metadata.name),
    ),
    invalid: invalid.sort((left, right) => compareText(left.file, right.file)),
  };
}

interface PlacedSpec {
  readonly spec: LocatedValue<Corridor>;
  readonly environment: Environment | undefined;
}

function byPrefixLength(
  specs: readonly LocatedValue<Corridor>[],
  environments: readonly Environment[],
): readonly PlacedSpec[] {
  const byName = new Map(
    environments.map(environment => [environment.metadata.name, environment]),
  );
  return specs
    .map(spec => {
      const environment = byName.get(spec.value.spec.environment);
      const length = environment
        ? bucketPrefixOf(spec.value.metadata.name, environment).length
        : 0;
      return { spec, environment, length };
    })
    .sort(
      (left, right) =>
        left.length - right.length ||
        compareText(
          left.spec.value.metadata.name,
          right.spec.value.metadata.name,
        ),
    );
}

/** What is wrong with a corridor's name, and with the environments that are in its way. */
function nameProblems(
  spec: LocatedValue<Corridor>,
  environment: Environment,
  { environments, locate }: ReadEnvironments,
  corridors: readonly Corridor[],
): Problem[] {
  const { name } = spec.value.metadata;
  const fleet = { environments, corridors, invalid: [] };
  const own = checkName(name, environment, fleet);
  return own.length === 0
    ? []
    : [
        ...own.map(problem => spec.locate(problem)),
        ...environmentSidesOf(name, environment, fleet).map(side => {
          const at = locate.get(side.environment);
          return at ? at(side.problem) : side.problem;
        }),
      ];
}

function invalidCorridor(
  spec: LocatedValue<Corridor>,
  problems: readonly Problem[],
): InvalidFile {
  const name = spec.value.metadata.name;
  return {
    kind: 'corridor',
    name,
    file: `corridors/${name}/corridor.yaml`,
    problems,
  };
}

function unknownEnvironment(
  { spec }: Corridor,
  environments: ReadEnvironments,
): Problem {
  const broken = environments.invalid.find(
    file => file.name === spec.environment,
  );
  const known =
    environments.environments
      .map(environment => environment.metadata.name)
      .join(', ') || 'none';
  return {
    code: 'unknown-environment',
    severity: 'error',
    message: broken
      ? `spec.environment is "${spec.environment}", whose file ${broken.file} is invalid.`
      : `spec.environment is "${spec.environment}", which does not exist; known: ${known}.`,
    field: 'spec.environment',
    related: spec.environment,
  };
}

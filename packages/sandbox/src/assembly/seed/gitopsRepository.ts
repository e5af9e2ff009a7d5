import { renderCorridor } from '@corridors/manifests';
import { buildFleet, Corridor, Fleet } from '@corridors/model';
import type { Environment } from '@corridors/model';
import { stringify } from 'yaml';
import { fleetCorridors } from './fleetCorridors';
import { seedFiles } from './seedFiles';

/** @public */
export interface RepositoryFile {
  readonly path: string;
  readonly content: string;
}

function environmentOf(corridor: Corridor, fleet: Fleet): Environment {
  const environment = fleet.environments.find(
    ({ metadata }) => metadata.name === corridor.spec.environment,
  );
  if (!environment) {
    throw new Error(
      `the seed's corridor ${corridor.metadata.name} names an unknown environment`,
    );
  }
  return environment;
}

/** Everything that the portal would propose for a corridor, below its folder. */
export function corridorFiles(
  corridor: Corridor,
  fleet: Fleet,
): RepositoryFile[] {
  return renderCorridor(corridor, environmentOf(corridor, fleet), fleet).map(
    file => ({
      path: `corridors/${corridor.metadata.name}/${file.path}`,
      content: file.content,
    }),
  );
}

function fleetOf(files: readonly RepositoryFile[]): Fleet {
  const fleet = buildFleet(files);
  const [invalid] = fleet.invalid;
  if (invalid) {
    throw new Error(
      `the seed's ${invalid.file} is invalid: ${invalid.problems
        .map(problem => problem.message)
        .join('; ')}`,
    );
  }
  return fleet;
}

/** Issuer of the tokens as the seed's environment names it. */
const SEED_ISSUER = 'https://localhost:8191';

/**
 * The repository that the sandbox begins with: the seed's specs and what is rendered from them.
 *
 * @param options - `extra` corridors beside the seed's; `issuer` of the analytics cluster's tokens
 */
export async function gitopsRepository(options: {
  readonly extra: number;
  readonly issuer: string;
}): Promise<{ files: RepositoryFile[]; fleet: Fleet }> {
  const files = (await seedFiles('gitops')).map(file => ({
    ...file,
    content: file.content.replace(SEED_ISSUER, options.issuer),
  }));
  const specs = [
    ...files,
    ...fleetCorridors(options.extra).map(corridor => ({
      path: `corridors/${corridor.metadata.name}/corridor.yaml`,
      content: stringify(corridor),
    })),
  ];
  const fleet = fleetOf(specs);
  const rendered = new Map(specs.map(file => [file.path, file]));
  for (const corridor of fleet.corridors) {
    for (const file of corridorFiles(corridor, fleet)) {
      rendered.set(file.path, file);
    }
  }
  return { files: [...rendered.values()], fleet };
}

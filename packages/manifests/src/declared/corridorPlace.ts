import {
  deriveNames,
  type Corridor,
  type DerivedNames,
  type Environment,
  type Fleet,
  type Problem,
  type RepositoryFile,
} from '@corridors/model';

import { declarationsFor } from '../provisioners/declarationsFor';
import {
  appliedFiles,
  readCorridorFolder,
  type CorridorObjects,
} from './readCorridorFolder';

/** A corridor with its environment, and what its folder holds. */
export interface CorridorPlace {
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly names: DerivedNames;
  readonly objects: CorridorObjects;
}

/** The corridors of a fleet with what their folders hold; folders of none are told. */
export function readCorridorPlaces(
  files: readonly RepositoryFile[],
  fleet: Fleet,
): { places: CorridorPlace[]; problems: Problem[] } {
  const environments = new Map(
    fleet.environments.map(one => [one.metadata.name, one]),
  );
  const applied = appliedFiles(files);
  const places = fleet.corridors.flatMap(corridor => {
    const { name } = corridor.metadata;
    const environment = environments.get(corridor.spec.environment);
    const own = applied.get(name) ?? { aws: [], kubernetes: [] };
    applied.delete(name);
    return environment
      ? [
          {
            corridor,
            environment,
            names: deriveNames(
              { name, buckets: corridor.spec.buckets },
              environment,
            ),
            objects: readCorridorFolder(
              own,
              environment,
              declarationsFor(environment),
            ),
          },
        ]
      : [];
  });
  return { places, problems: [...applied.keys()].map(notRead) };
}

/** Without a valid spec nothing tells which account the files of a folder are for. */
function notRead(folder: string): Problem {
  return {
    code: 'not-read',
    severity: 'error',
    message: `What corridors/${folder} declares is not read, because its spec is missing or invalid.`,
    file: `corridors/${folder}/corridor.yaml`,
    line: 1,
  };
}

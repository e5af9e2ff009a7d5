import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildFleet,
  type Corridor,
  type Environment,
  type Fleet,
} from '@corridors/model';

import type { ManifestFile } from '../files/manifestFile';

/** The files below a folder of the fixtures, with paths relative to it. */
export function fixtureFiles(folder: string): ManifestFile[] {
  const root = path.join(__dirname, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(file => ({
      path: path.relative(root, file).split(path.sep).join('/'),
      content: readFileSync(file, 'utf8'),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** The specs and environments of `gitops/`, all of them valid. */
export function gitopsFleet(): Fleet {
  const fleet = buildFleet(fixtureFiles('gitops'));
  const [invalid] = fleet.invalid;
  if (invalid) {
    throw new Error(`${invalid.file}: ${JSON.stringify(invalid.problems)}`);
  }
  return fleet;
}

/** A corridor of the fleet with its environment. */
export function placeOf(
  name: string,
  fleet: Fleet,
): { corridor: Corridor; environment: Environment } {
  const corridor = fleet.corridors.find(one => one.metadata.name === name);
  const environment = fleet.environments.find(
    one => one.metadata.name === corridor?.spec.environment,
  );
  if (!corridor || !environment) {
    throw new Error(`The fixtures have no corridor ${name}`);
  }
  return { corridor, environment };
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDeclaredModel, renderCorridor } from '@corridors/manifests';
import { buildFleet, Fleet, RepositoryFile } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

const SEED = path.join(__dirname, '../../../../packages/sandbox/seed/gitops');
const ENVIRONMENT = 'single1';
const CORRIDORS = ['gha1', 'gha2'];

/** A GitOps repository of one environment, its corridors rendered. */
export interface GitopsRepository {
  readonly files: readonly RepositoryFile[];
  readonly fleet: Fleet;
  readonly declared: AccessModel;
}

/** The experiment's environment with two corridors, as the repository holds it after their requests are merged. */
export async function gitopsRepository(): Promise<GitopsRepository> {
  const stated = await statedFiles();
  const fleet = buildFleet(stated);
  expect(fleet.invalid).toEqual([]);
  const rendered = fleet.corridors.flatMap(corridor => {
    const environment = fleet.environments.find(
      ({ metadata }) => metadata.name === corridor.spec.environment,
    );
    if (!environment) {
      throw new Error(`No environment ${corridor.spec.environment}`);
    }
    return renderCorridor(corridor, environment, fleet).map(file => ({
      path: `corridors/${corridor.metadata.name}/${file.path}`,
      content: file.content,
    }));
  });
  const files = [
    ...stated.filter(({ path: name }) => name.startsWith('environments/')),
    ...rendered,
  ];
  const { model: declared, problems } = readDeclaredModel(files, fleet);
  expect(problems).toEqual([]);
  return { files, fleet, declared };
}

async function statedFiles(): Promise<RepositoryFile[]> {
  const entries = await readdir(SEED, { recursive: true, withFileTypes: true });
  const wanted = entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(SEED, path.join(entry.parentPath, entry.name)))
    .filter(
      name =>
        name.startsWith(`environments/${ENVIRONMENT}`) ||
        CORRIDORS.includes(/^corridors\/([^/]+)\//.exec(name)?.[1] ?? ''),
    );
  return Promise.all(
    wanted.map(async name => ({
      path: name,
      content: await readFile(path.join(SEED, name), 'utf8'),
    })),
  );
}

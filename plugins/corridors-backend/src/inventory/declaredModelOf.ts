import { readDeclaredModel, type DeclaredModel } from '@corridors/manifests';
import type { Fleet } from '@corridors/model';
import type { GitopsTree } from './GitopsReader';

/** The fleet of the GitOps repository with the files that it was read from. */
export type RepositoryTree = Pick<GitopsTree, 'fleet' | 'files'>;

const models = new WeakMap<Fleet, DeclaredModel>();

/** What the repository declares of access; read once per tree. */
export function declaredModelOf({
  fleet,
  files,
}: RepositoryTree): DeclaredModel {
  const known = models.get(fleet);
  if (known) {
    return known;
  }
  const model = readDeclaredModel(
    [...files].map(([path, content]) => ({ path, content })),
    fleet,
  );
  models.set(fleet, model);
  return model;
}

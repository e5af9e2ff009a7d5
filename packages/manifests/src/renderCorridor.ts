import type { Corridor, Environment, Fleet } from '@corridors/model';

import { corridorContext } from './corridorContext';
import type { ManifestFile } from './files/manifestFile';
import { specFile } from './files/specFile';
import { identityMechanismFor } from './identity/identityMechanismFor';
import { renderKubernetes } from './kubernetes/renderKubernetes';
import { provisionerFor } from './provisioners/provisionerFor';

/**
 * Renders a corridor: its spec, its Kubernetes objects and its AWS resources, sorted by path. The same spec, environment
 * and fleet give the same bytes.
 *
 * @param fleet - tells what others share with the corridor
 * @returns files with paths relative to `corridors/<name>/`
 * @throws Error when the corridor belongs to another environment
 * @public
 */
export function renderCorridor(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): ManifestFile[] {
  const context = corridorContext(corridor, environment, fleet);
  const files = [
    specFile(corridor),
    ...renderKubernetes(context, identityMechanismFor(environment)),
    ...provisionerFor(environment).render(corridor, environment, fleet),
  ];
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

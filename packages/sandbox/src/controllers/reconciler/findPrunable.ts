import { ClusterObject } from '../cluster';
import { identityOf, trackedCorridor } from './applyManifest';
import { Selection } from './selectManifests';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
/** Somebody confirmed that the object goes. */
const APPROVED = 'argocd.argoproj.io/deletion-approved';

/** Objects that no file wants any more: those that go, and those that somebody must confirm. @public */
export interface Prunable {
  readonly remove: readonly ClusterObject[];
  readonly held: readonly ClusterObject[];
}

function isHeld(object: ClusterObject): boolean {
  const options = (object.metadata.annotations?.[SYNC_OPTIONS] ?? '')
    .split(',')
    .map(option => option.trim());
  const isApproved = object.metadata.annotations?.[APPROVED] !== undefined;
  return (
    options.includes('Prune=false') ||
    (options.includes('Prune=confirm') && !isApproved)
  );
}

/** Namespaces last: they take with them what is in them. */
function byKind(left: ClusterObject, right: ClusterObject): number {
  return Number(left.kind === 'Namespace') - Number(right.kind === 'Namespace');
}

/**
 * Finds what the reconciler applied before and no file wants any more. Source: Argo CD, "Sync Options", sections "No Prune
 * Resources" and "Resource Pruning With Confirmation". A namespace with something held in it is held too.
 * What must be confirmed goes once it carries the annotation `argocd.argoproj.io/deletion-approved`.
 *
 * @param present - all objects of the kinds that are applied
 * @public
 */
export function findPrunable(
  present: readonly ClusterObject[],
  selection: Selection,
): Prunable {
  const wanted = new Set(
    selection.manifests.map(({ manifest }) => identityOf(manifest)),
  );
  const orphaned = present.filter(object => {
    const corridor = trackedCorridor(object);
    return (
      corridor !== undefined &&
      !selection.unresolved.has(corridor) &&
      object.metadata.deletionTimestamp === undefined &&
      !wanted.has(identityOf(object))
    );
  });
  const heldNamespaces = new Set(
    orphaned.filter(isHeld).map(object => object.metadata.namespace),
  );
  const held = orphaned.filter(
    object =>
      isHeld(object) ||
      (object.kind === 'Namespace' && heldNamespaces.has(object.metadata.name)),
  );
  return {
    remove: orphaned.filter(object => !held.includes(object)).sort(byKind),
    held,
  };
}

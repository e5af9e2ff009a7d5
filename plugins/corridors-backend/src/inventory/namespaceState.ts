import type { CorridorFacts } from '@corridors/model';
import type { ClusterSnapshot } from '@corridors/observer';
import {
  CORRIDOR_ANNOTATION,
  ENVIRONMENT_ANNOTATION,
} from '@corridors/plugin-corridors-common';

/**
 * Whether the namespace of a corridor is there and ours: what exists and does not carry our labels, with this name and
 * environment, is foreign.
 *
 * @param corridor - name of the corridor that the namespace should belong to
 */
export function namespaceState(
  snapshot: ClusterSnapshot | undefined,
  namespace: string,
  corridor: string,
): CorridorFacts['namespace'] {
  const source = snapshot?.collections.namespaces;
  if (!snapshot || !source?.asOf) {
    return 'unknown';
  }
  const found = snapshot.namespaces.get(namespace);
  if (!found) {
    return 'missing';
  }
  const { labels } = found;
  const isOurs =
    labels['app.kubernetes.io/managed-by'] === 'corridors' &&
    labels[CORRIDOR_ANNOTATION] === corridor &&
    labels[ENVIRONMENT_ANNOTATION] === snapshot.environment;
  if (!isOurs) {
    return 'foreign';
  }
  return found.deletedAt !== undefined || found.phase === 'Terminating'
    ? 'terminating'
    : 'present';
}

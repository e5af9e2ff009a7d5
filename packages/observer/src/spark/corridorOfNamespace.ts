import { ClusterSnapshot } from '../cluster';

const CORRIDOR_LABEL = 'corridors.dev/corridor';

/**
 * The corridor to which a namespace belongs: the label of the Namespace object, which tenants cannot write, where it
 * says the namespace's own name. Labels of pods and applications prove nothing.
 */
export function corridorOfNamespace(
  snapshot: ClusterSnapshot,
  namespace: string,
): string | undefined {
  const label = snapshot.namespaces.get(namespace)?.labels[CORRIDOR_LABEL];
  return label === namespace ? label : undefined;
}

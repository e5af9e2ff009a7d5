import { ObservedNamespace } from '../kubernetes';

const CORRIDOR_LABEL = 'corridors.dev/corridor';

/**
 * The corridor to which a namespace belongs: the label of the Namespace object, which tenants cannot write, where it
 * says the namespace's own name. Labels of pods and applications prove nothing.
 */
export function corridorOfNamespace(
  namespaces: ReadonlyMap<string, ObservedNamespace>,
  namespace: string,
): string | undefined {
  const label = namespaces.get(namespace)?.labels[CORRIDOR_LABEL];
  return label === namespace ? label : undefined;
}

import type { Fleet } from '../fleet/fleet';
import { areOfSameCluster } from '../fleet/sameCluster';
import type { Environment } from '../spec';

/** An environment that keeps a namespace of its cluster for itself, and the field that says so. */
export interface NamespaceReservation {
  readonly environment: Environment;
  /** As `spec.aws.awsNamespace`. */
  readonly field: string;
}

/**
 * Who keeps a namespace for itself: the environment, or another one of the same cluster. All environments of a cluster have the
 * same namespaces, whatever each of them reserves.
 */
export function namespaceReservations(
  namespace: string,
  environment: Environment,
  fleet: Fleet,
): NamespaceReservation[] {
  const others = fleet.environments.filter(
    one => one.metadata.name !== environment.metadata.name,
  );
  return [environment, ...others].flatMap(one => {
    const field = reservingField(namespace, one);
    return field !== undefined && areOfSameCluster(one, environment)
      ? [{ environment: one, field }]
      : [];
  });
}

function reservingField(
  namespace: string,
  { spec: { aws, kubernetes } }: Environment,
): string | undefined {
  if (namespace === aws.awsNamespace) {
    return 'spec.aws.awsNamespace';
  }
  const index = kubernetes.reservedNamespaces.indexOf(namespace);
  return index < 0 ? undefined : `spec.kubernetes.reservedNamespaces[${index}]`;
}

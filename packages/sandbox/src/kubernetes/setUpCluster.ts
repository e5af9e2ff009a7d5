import { Cluster } from './Cluster';
import { bootstrapRoles } from './auth';
import { ackDefinitions, sparkDefinitions } from './crds';
import { resourceKey } from './kinds';
import { KubernetesObject, recordAt } from './objects';
import { createObject } from './resources';

/** The administrator that sets a new cluster up. */
const SETUP_USER = { username: 'system:admin', groups: ['system:masters'] };
const SYSTEM_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

function beginnings(setup: readonly KubernetesObject[]): KubernetesObject[] {
  const namespaces = SYSTEM_NAMESPACES.map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  return [
    ...namespaces,
    ...bootstrapRoles,
    ...ackDefinitions,
    ...sparkDefinitions,
    ...setup,
  ];
}

/**
 * Creates what a new cluster begins with: the system's namespaces, the default roles, the custom resources, and what the
 * set-up adds, with the status that some of it begins with.
 *
 * @throws StatusError when the cluster refuses one of the objects
 * @throws Error when the set-up holds an object of a kind that is not known
 * @public
 */
export function setUpCluster(
  cluster: Cluster,
  setup: readonly KubernetesObject[],
): void {
  for (const object of beginnings(setup)) {
    const kind = cluster.kinds.findByKind(object.apiVersion, object.kind);
    if (!kind) {
      throw new Error(
        `the set-up of cluster ${cluster.options.name} holds an unknown kind: ${object.apiVersion} ${object.kind}`,
      );
    }
    const { namespace } = object.metadata;
    const request = {
      cluster,
      kind,
      user: SETUP_USER,
      ...(namespace === undefined ? {} : { namespace }),
    };
    const stored = createObject(request, object);
    if (kind.subresources.includes('status') && object.status !== undefined) {
      const status = {
        ...recordAt(stored.object, 'status'),
        ...recordAt(object, 'status'),
      };
      cluster.store.write(resourceKey(kind), { ...stored.object, status });
    }
  }
}

import {
  KubernetesObject,
  isRecord,
  listAt,
  recordAt,
  stringAt,
} from '../objects';
import { ResourceRequest } from '../resources/ResourceRequest';

/**
 * Fills in the requests and limits that a pod's containers leave open from the defaults of the namespace. Source:
 * "Limit Ranges".
 *
 * @public
 */
export function applyLimitRanges(
  request: ResourceRequest,
  pod: KubernetesObject,
): KubernetesObject {
  const limits = request.cluster.store
    .list('limitranges', request.namespace)
    .flatMap(({ object }) => listAt(object, 'spec', 'limits'))
    .filter(limit => stringAt(limit, 'type') === 'Container');
  if (limits.length === 0) {
    return pod;
  }
  const spec = recordAt(pod, 'spec');
  const defaults = Object.assign(
    {},
    ...limits.map(limit => recordAt(limit, 'default')),
  );
  const requestDefaults = Object.assign(
    {},
    ...limits.map(limit => ({
      ...recordAt(limit, 'default'),
      ...recordAt(limit, 'defaultRequest'),
    })),
  );
  const containers = listAt(spec, 'containers').map(container => {
    if (!isRecord(container)) {
      return container;
    }
    const own = recordAt(container, 'resources', 'limits');
    return {
      ...container,
      resources: {
        ...recordAt(container, 'resources'),
        limits: { ...defaults, ...own },
        requests: {
          ...requestDefaults,
          ...own,
          ...recordAt(container, 'resources', 'requests'),
        },
      },
    };
  });
  return { ...pod, spec: { ...spec, containers } };
}

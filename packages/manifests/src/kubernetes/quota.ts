import type { CorridorContext } from '../corridorContext';
import { namespaced } from './namespaced';

/** What the corridor may claim in all. Nothing of it is published outside the cluster. */
export function resourceQuota(context: CorridorContext) {
  const { cpu, memory, pods } = context.corridor.spec.quota;
  return {
    ...namespaced(
      context,
      { apiVersion: 'v1', kind: 'ResourceQuota' },
      'corridor',
    ),
    spec: {
      hard: {
        'requests.cpu': cpu,
        'requests.memory': memory,
        'limits.memory': memory,
        pods: String(pods),
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  };
}

/** Defaults of containers that name none: with a quota a pod without requests is refused ("Resource Quotas"). */
export function limitRange(context: CorridorContext) {
  return {
    ...namespaced(
      context,
      { apiVersion: 'v1', kind: 'LimitRange' },
      'corridor',
    ),
    spec: {
      limits: [
        {
          type: 'Container',
          default: { memory: '1Gi' },
          defaultRequest: { cpu: '100m', memory: '256Mi' },
        },
      ],
    },
  };
}

import { compareQuantities } from '@corridors/model';

import type { CorridorContext } from '../corridorContext';
import { namespaced } from './namespaced';

/**
 * What the corridor may claim in all. Nothing of it is published outside the cluster. There is no quota on CPU limits: with
 * one, every container would need such a limit, and Spark sets none by itself.
 */
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

function atMost(quantity: string, limit: string): string {
  return compareQuantities(quantity, limit) > 0 ? limit : quantity;
}

/**
 * Defaults of containers that name none: with a quota a pod without requests is refused ("Resource Quotas"). None is
 * above the quota itself, so that one pod always fits.
 */
export function limitRange(context: CorridorContext) {
  const { cpu, memory } = context.corridor.spec.quota;
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
          default: { memory: atMost('1Gi', memory) },
          defaultRequest: {
            cpu: atMost('100m', cpu),
            memory: atMost('256Mi', memory),
          },
        },
      ],
    },
  };
}

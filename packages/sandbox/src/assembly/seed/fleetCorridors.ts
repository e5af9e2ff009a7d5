import { Corridor, corridorSchema } from '@corridors/model';

const OWNERS = ['group:default/gha', 'group:default/marts'];

/**
 * Corridors for load: `load-0000`, `load-0001`, … in the irsa environment, with two buckets each.
 *
 * @param count - how many
 */
export function fleetCorridors(count: number): Corridor[] {
  return Array.from({ length: count }, (_, index) =>
    corridorSchema.parse({
      apiVersion: 'corridors.dev/v1alpha1',
      kind: 'Corridor',
      metadata: {
        name: `load-${String(index).padStart(4, '0')}`,
        title: `Load ${index}`,
      },
      spec: {
        environment: 'analytics',
        owner: OWNERS[index % OWNERS.length],
        buckets: [{ name: 'data' }, { name: 'spark', purpose: 'spark' }],
        spark: { version: '4.1.1', operator: 'kubeflow' },
        quota: { cpu: '8', memory: '32Gi', pods: 20 },
      },
    }),
  );
}

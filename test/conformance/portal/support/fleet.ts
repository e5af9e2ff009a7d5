import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { KubernetesObject } from '@corridors/sandbox';
import { parse } from 'yaml';

const SEED = path.resolve(
  __dirname,
  '../../../../packages/sandbox/seed/gitops/environments/single1.yaml',
);

const nameOf = (index: number) => `load-${String(index).padStart(4, '0')}`;

/** The environment `single1` and specs of so many corridors in it. */
export function fleetFiles(
  corridors: number,
): { readonly path: string; readonly document: unknown }[] {
  return [
    {
      path: 'environments/single1.yaml',
      document: parse(readFileSync(SEED, 'utf8')),
    },
    ...Array.from({ length: corridors }, (_, index) => ({
      path: `corridors/${nameOf(index)}/corridor.yaml`,
      document: {
        apiVersion: 'corridors.dev/v1alpha1',
        kind: 'Corridor',
        metadata: { name: nameOf(index) },
        spec: {
          environment: 'single1',
          owner: index % 2 ? 'group:default/gha' : 'group:default/marts',
          buckets: [{ name: 'data' }, { name: 'spark', purpose: 'spark' }],
          spark: { version: '3.5.6', operator: 'kubeflow' },
          quota: { cpu: '8', memory: '32Gi', pods: 20 },
        },
      },
    })),
  ];
}

/** The namespaces of those corridors with their ServiceAccounts, and pods of Spark spread over them. */
export function fleetObjects(size: {
  readonly corridors: number;
  readonly pods: number;
}): KubernetesObject[] {
  const corridors = Array.from({ length: size.corridors }, (_, index) => {
    const name = nameOf(index);
    const labels = {
      'corridors.dev/corridor': name,
      'corridors.dev/environment': 'single1',
      'app.kubernetes.io/managed-by': 'corridors',
    };
    return [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace: name, labels },
      },
    ];
  });
  const pods = Array.from({ length: size.pods }, (_, index) => {
    const namespace = nameOf(index % size.corridors);
    const executor = Math.floor(index / size.corridors);
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `count-${executor === 0 ? 'driver' : `exec-${executor}`}`,
        namespace,
        labels: {
          'spark-role': executor === 0 ? 'driver' : 'executor',
          'spark-app-selector': `spark-${namespace}`,
          'spark-app-name': 'count',
          ...(executor === 0 ? {} : { 'spark-exec-id': String(executor) }),
        },
      },
      spec: {
        serviceAccountName: namespace,
        containers: [{ name: 'spark', image: 'apache/spark:3.5.6' }],
      },
    };
  });
  return [...corridors.flat(), ...pods];
}

import { FakeObject } from './fakeApiServer';

export function executor(
  name: string,
  status: object,
  labels: Record<string, string> = {},
): FakeObject {
  return {
    metadata: {
      name,
      namespace: 'gha1',
      labels: {
        'spark-role': 'executor',
        'spark-app-selector': 'spark-1',
        ...labels,
      },
    },
    spec: { containers: [{ name: 'spark-kubernetes-executor' }] },
    status,
  };
}

export const ended = (exitCode: number, reason: string) => ({
  phase: 'Failed',
  containerStatuses: [
    {
      name: 'spark-kubernetes-executor',
      state: {
        terminated: { exitCode, reason, finishedAt: '2026-11-23T10:05:00Z' },
      },
    },
  ],
});

export function failedDriver(name: string): FakeObject {
  return {
    metadata: { name, namespace: 'gha1', labels: { 'spark-role': 'driver' } },
    spec: { containers: [{ name: 'spark-kubernetes-driver' }] },
    status: {
      phase: 'Failed',
      containerStatuses: [
        {
          name: 'spark-kubernetes-driver',
          state: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  };
}

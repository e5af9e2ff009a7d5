export const NOW = new Date('2026-11-23T12:00:00Z');

export function application(spec: object, status?: object): object {
  return {
    metadata: {
      uid: 'app-uid',
      name: 'job',
      namespace: 'gha1',
      creationTimestamp: '2026-11-23T11:00:00Z',
    },
    spec: {
      type: 'Scala',
      mode: 'cluster',
      driver: {},
      executor: { instances: 2 },
      ...spec,
    },
    ...(status === undefined ? {} : { status }),
  };
}

export function driverPod(
  status: object,
  labels: Record<string, string> = {},
): object {
  return {
    metadata: {
      uid: 'driver-uid',
      name: 'job-driver',
      namespace: 'gha1',
      labels: {
        'spark-role': 'driver',
        'sparkoperator.k8s.io/app-name': 'job',
        ...labels,
      },
    },
    spec: {
      nodeName: 'n1',
      serviceAccountName: 'gha1',
      containers: [{ name: 'spark-kubernetes-driver' }, { name: 'sidecar' }],
    },
    status,
  };
}

export const ended = (
  exitCode: number,
  reason: string,
  finishedAt = '2026-11-23T11:30:00Z',
) => ({
  phase: exitCode === 0 ? 'Succeeded' : 'Failed',
  startTime: '2026-11-23T11:00:00Z',
  containerStatuses: [
    {
      name: 'spark-kubernetes-driver',
      state: { terminated: { exitCode, reason, finishedAt } },
    },
  ],
});

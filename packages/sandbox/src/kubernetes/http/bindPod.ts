import { badRequest, conflict, notFound } from '../StatusError';
import { listAt, recordAt, stringAt } from '../objects';
import { Exchange, readValue, sendJson } from './Exchange';

const PODS = { group: '', plural: 'pods' };

/**
 * Answers a Binding: the pod is to run on the node that it names. Source: "Binding" of core/v1.
 *
 * @throws StatusError 400, 404 or 409
 * @public
 */
export async function bindPod(
  exchange: Exchange,
  namespace: string,
  name: string,
): Promise<void> {
  const { cluster } = exchange;
  const nodeName = stringAt(
    await readValue(exchange.request),
    'target',
    'name',
  );
  if (!nodeName) {
    throw badRequest('target.name: Required value');
  }
  const pod = cluster.store.get('pods', namespace, name)?.object;
  if (!pod) {
    throw notFound(PODS, name);
  }
  const present = stringAt(pod, 'spec', 'nodeName');
  if (present) {
    throw conflict(
      PODS,
      name,
      `pod ${name} is already assigned to node "${present}"`,
    );
  }
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: cluster.timestamp(),
  };
  cluster.store.write('pods', {
    ...pod,
    spec: { ...recordAt(pod, 'spec'), nodeName },
    status: {
      ...recordAt(pod, 'status'),
      conditions: [
        ...listAt(pod, 'status', 'conditions').filter(
          condition => stringAt(condition, 'type') !== 'PodScheduled',
        ),
        scheduled,
      ],
    },
  });
  sendJson(
    exchange.response,
    201,
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      code: 201,
    }),
  );
}

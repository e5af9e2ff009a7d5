import { CoreV1Api } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ClusterConnection,
  ObjectCache,
  WorkQueue,
  createKubeConfig,
  failureMessage,
  objectKey,
} from '../cluster';
import { ContainerProgram } from './ContainerProgram';
import { Node } from './Node';
import { PodLogs } from './PodLogs';
import { hasEnded, parsePod } from './PodRecord';
import { registerNode } from './registerNode';
import { serveLogs } from './serveLogs';

const RETRY_MILLISECONDS = 500;

/**
 * What a node works with.
 *
 * @public
 */
export interface KubeletOptions {
  /** Credentials of a member of the group system:nodes. */
  readonly kubernetes: ClusterConnection;
  readonly nodeName: string;
  /** What stands in for images, by container name. Other containers do nothing until they are stopped. */
  readonly programs: Readonly<Record<string, ContainerProgram>>;
  /** Folder of the containers' logs. */
  readonly logDir: string;
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}

/**
 * A running node.
 *
 * @public
 */
export interface Kubelet {
  /** Ends the programs. Their pods stay as they are, and the next kubelet of the node takes them up. */
  close(): Promise<void>;
}

/**
 * Starts a stand-in of a node: takes the pods that no node has yet, runs programs of ours in the place of their images, keeps
 * their status and serves their logs. Whatever identity a pod has, it has from its volumes and variables.
 *
 * @throws ApiException when the node may not register
 * @public
 */
export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
  const { nodeName, programs, kubernetes } = options;
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const config = createKubeConfig(kubernetes);
  const core = config.makeApiClient(CoreV1Api);
  const logs = new PodLogs(options.logDir);
  const cache = new ObjectCache({ config, path: '/api/v1/pods', log });
  const findPod = (key: string) => {
    const object = cache.get(key);
    return object && parsePod(object);
  };
  const node = new Node({
    core,
    nodeName,
    server: kubernetes.server,
    programs,
    logs,
    clock,
    log,
    findPod,
  });
  const queue = new WorkQueue(key => node.reconcile(key), {
    retryMilliseconds: RETRY_MILLISECONDS,
    log,
  });
  const server = await serveLogs(logs, (namespace, name) => {
    const pod = findPod(`${namespace}/${name}`);
    return pod && (hasEnded(pod) || pod.status.phase === 'Running')
      ? pod.metadata.uid
      : undefined;
  });
  const register = () =>
    registerNode(core, { name: nodeName, port: server.port, now: clock() });
  try {
    await register().catch(async error => {
      log(`registering node ${nodeName}: ${failureMessage(error)}`);
      await sleep(RETRY_MILLISECONDS);
      await register();
    });
  } catch (error) {
    await server.close();
    throw error;
  }
  cache.start(changed => {
    if (!changed) {
      // a cluster that was reset knows this node no more
      register().catch(error =>
        log(`registering node ${nodeName}: ${failureMessage(error)}`),
      );
    }
    const keys = changed
      ? [objectKey(changed)]
      : [...cache.list().map(objectKey), ...node.keys()];
    new Set(keys).forEach(key => queue.add(key));
  });
  return {
    async close() {
      await cache.stop();
      await queue.stop();
      await node.close();
      await server.close();
    },
  };
}

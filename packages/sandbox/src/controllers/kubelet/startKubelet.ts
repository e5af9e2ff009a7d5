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
import { PodLogs } from './PodLogs';
import { PodRecord, hasEnded, parsePod } from './PodRecord';
import { PodRunner } from './PodRunner';
import { registerNode } from './registerNode';
import { serveLogs } from './serveLogs';

const RETRY_MILLISECONDS = 500;
const PODS_PER_NODE = 250;

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

class Node {
  readonly #runners = new Map<string, PodRunner>();
  #addresses = 1;

  constructor(
    private readonly parts: {
      readonly core: CoreV1Api;
      readonly options: KubeletOptions;
      readonly logs: PodLogs;
      readonly clock: () => Date;
      readonly log: (message: string) => void;
      readonly findPod: (key: string) => PodRecord | undefined;
    },
  ) {}

  /** Brings what runs here in line with one pod of the cluster. */
  async reconcile(key: string): Promise<void> {
    const pod = this.parts.findPod(key);
    for (const [uid, runner] of this.#runnersOf(key)) {
      if (uid !== pod?.metadata.uid) {
        this.#runners.delete(`${key} ${uid}`);
        await runner.forget();
      }
    }
    if (!pod) {
      return;
    }
    if (pod.spec.nodeName === undefined) {
      await this.#schedule(pod);
    } else if (pod.spec.nodeName === this.parts.options.nodeName) {
      await this.#run(key, pod);
    }
  }

  /** Pods that run here, whether or not the cluster still has them. */
  keys(): string[] {
    return [...this.#runners.keys()].map(id => id.split(' ')[0] ?? id);
  }

  /** Ends the programs. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#runners.values()].map(runner => runner.abandon()),
    );
  }

  #runnersOf(key: string): [string, PodRunner][] {
    return [...this.#runners]
      .filter(([id]) => id.startsWith(`${key} `))
      .map(([id, runner]) => [id.slice(key.length + 1), runner]);
  }

  /** Takes a pod that is on no node yet, unless it asks for another kind of node. */
  async #schedule(pod: PodRecord): Promise<void> {
    const { nodeName } = this.parts.options;
    const labels: Readonly<Record<string, string>> = {
      'kubernetes.io/hostname': nodeName,
    };
    const fits = Object.entries(pod.spec.nodeSelector).every(
      ([label, value]) => labels[label] === value,
    );
    if (
      !fits ||
      pod.metadata.deletionTimestamp !== undefined ||
      hasEnded(pod)
    ) {
      return;
    }
    const { namespace, name } = pod.metadata;
    await this.parts.core.createNamespacedPodBinding({
      namespace,
      name,
      body: {
        metadata: { name, namespace },
        target: { apiVersion: 'v1', kind: 'Node', name: nodeName },
      },
    });
  }

  async #run(key: string, pod: PodRecord): Promise<void> {
    const id = `${key} ${pod.metadata.uid}`;
    let runner = this.#runners.get(id);
    if (!runner && !hasEnded(pod)) {
      runner = new PodRunner(pod, this.#nextAddress(), {
        core: this.parts.core,
        logs: this.parts.logs,
        programs: this.parts.options.programs,
        env: this.#serviceEnvironment(),
        clock: this.parts.clock,
        log: this.parts.log,
      });
      this.#runners.set(id, runner);
      runner.start();
    }
    if (runner && pod.metadata.deletionTimestamp !== undefined) {
      await runner.terminate();
      this.#runners.delete(id);
    }
  }

  #nextAddress(): string {
    this.#addresses = (this.#addresses % PODS_PER_NODE) + 1;
    return `10.244.0.${this.#addresses + 1}`;
  }

  /** How a container finds the API. Source: "Service", section "Discovering services: environment variables". */
  #serviceEnvironment(): Readonly<Record<string, string>> {
    const { hostname, port } = new URL(this.parts.options.kubernetes.server);
    return {
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port || '443',
    };
  }
}

/**
 * Starts a stand-in of a node: takes the pods that no node has yet, runs programs of ours in the place of their images, keeps
 * their status and serves their logs. Whatever identity a pod has, it has from its volumes and variables.
 *
 * @throws ApiException when the node may not register
 * @public
 */
export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const config = createKubeConfig(options.kubernetes);
  const core = config.makeApiClient(CoreV1Api);
  const logs = new PodLogs(options.logDir);
  const findPod = (key: string) => {
    const object = cache.get(key);
    return object && parsePod(object);
  };
  const node = new Node({ core, options, logs, clock, log, findPod });
  const queue = new WorkQueue(key => node.reconcile(key), {
    retryMilliseconds: RETRY_MILLISECONDS,
    log,
  });
  const cache: ObjectCache = new ObjectCache({
    config,
    path: '/api/v1/pods',
    log,
    onChange: changed => {
      const keys = changed
        ? [objectKey(changed)]
        : [...cache.list().map(objectKey), ...node.keys()];
      new Set(keys).forEach(key => queue.add(key));
    },
  });
  const server = await serveLogs(logs, (namespace, name) => {
    const pod = findPod(`${namespace}/${name}`);
    return pod && (hasEnded(pod) || pod.status.phase === 'Running')
      ? pod.metadata.uid
      : undefined;
  });
  const register = () =>
    registerNode(core, {
      name: options.nodeName,
      port: server.port,
      now: clock(),
    });
  await register().catch(async error => {
    log(`registering node ${options.nodeName}: ${failureMessage(error)}`);
    await sleep(RETRY_MILLISECONDS);
    await register();
  });
  cache.start();
  return {
    async close() {
      await cache.stop();
      await queue.stop();
      await node.close();
      await server.close();
    },
  };
}

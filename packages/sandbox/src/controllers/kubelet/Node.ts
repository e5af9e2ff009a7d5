import { CoreV1Api } from '@kubernetes/client-node';
import { ContainerProgram } from './ContainerProgram';
import { PodLogs } from './PodLogs';
import { PodRecord, hasEnded } from './PodRecord';
import { PodRunner } from './PodRunner';

const PODS_PER_NODE = 250;

/**
 * The pods of one node: takes those that no node has yet, runs them, lets them go.
 *
 * @public
 */
export class Node {
  readonly #runners = new Map<string, PodRunner>();
  #addresses = 1;

  constructor(
    private readonly parts: {
      readonly core: CoreV1Api;
      readonly nodeName: string;
      readonly server: string;
      readonly programs: Readonly<Record<string, ContainerProgram>>;
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
    } else if (pod.spec.nodeName === this.parts.nodeName) {
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
    const { nodeName } = this.parts;
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
        programs: this.parts.programs,
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
    const { hostname, port } = new URL(this.parts.server);
    return {
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port || '443',
    };
  }
}

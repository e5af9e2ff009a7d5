import {
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { unlessAbsent } from '../cluster';
import {
  ContainerExit,
  ContainerProgram,
  idleProgram,
} from './ContainerProgram';
import { PodFiles } from './PodFiles';
import { PodLogs } from './PodLogs';
import { ContainerRecord, PodRecord } from './PodRecord';
import { ContainerState, podStatus } from './podStatus';

/**
 * What a pod runs with.
 *
 * @public
 */
export interface PodRunnerParts {
  readonly core: CoreV1Api;
  readonly logs: PodLogs;
  /** By container name; other containers do nothing until they are stopped. */
  readonly programs: Readonly<Record<string, ContainerProgram>>;
  /** What every container gets beside its own variables: the address of the cluster's API. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: () => Date;
  readonly log: (message: string) => void;
}

/**
 * Runs the containers of one pod to their end, and keeps the pod's status. A container that ended is not started again: the
 * sandbox runs jobs.
 *
 * @public
 */
export class PodRunner {
  readonly #abort = new AbortController();
  readonly #files: PodFiles;
  readonly #states = new Map<string, ContainerState>();
  #running: Promise<void> | undefined;
  #isAbandoned = false;

  constructor(
    private readonly pod: PodRecord,
    private readonly podIP: string,
    private readonly parts: PodRunnerParts,
  ) {
    this.#files = new PodFiles(parts.core, pod, parts.clock);
  }

  /** Starts the containers, or takes up those that the status says are running. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Stops the containers and lets the pod go. */
  async terminate(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    const { namespace, name, uid } = this.pod.metadata;
    await unlessAbsent(
      this.parts.core.deleteNamespacedPod({
        namespace,
        name,
        body: { gracePeriodSeconds: 0, preconditions: { uid } },
      }),
    );
    await this.forget();
  }

  /** Stops the programs and leaves the pod as it is: the kubelet ends, its containers are taken up by the next one. */
  async abandon(): Promise<void> {
    this.#isAbandoned = true;
    this.#abort.abort();
    await this.#running;
  }

  /** Removes the logs. */
  async forget(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    const { containers } = this.pod.spec;
    await Promise.all(
      containers.map(({ name }) =>
        this.parts.logs.remove(this.pod.metadata.uid, name),
      ),
    );
  }

  async #run(): Promise<void> {
    const { containers } = this.pod.spec;
    for (const container of containers) {
      this.#states.set(container.name, {
        container,
        startedAt: this.#startOf(container),
      });
    }
    await this.#report();
    await Promise.all(
      containers.map(container => this.#runContainer(container)),
    );
  }

  #startOf({ name }: ContainerRecord): Date {
    const known = this.pod.status.containerStatuses.find(
      status => status.name === name,
    )?.state?.running;
    return known ? new Date(known.startedAt) : this.parts.clock();
  }

  async #runContainer(container: ContainerRecord): Promise<void> {
    const state = this.#states.get(container.name);
    const exit = await this.#execute(
      container,
      state?.startedAt ?? this.parts.clock(),
    );
    if (this.#isAbandoned) {
      return;
    }
    this.#states.set(container.name, {
      container,
      startedAt: state?.startedAt ?? this.parts.clock(),
      end: { exit, at: this.parts.clock() },
    });
    await this.#report();
  }

  async #execute(
    container: ContainerRecord,
    startedAt: Date,
  ): Promise<ContainerExit> {
    const { programs, logs, env } = this.parts;
    const { namespace, name, uid } = this.pod.metadata;
    const program = programs[container.name] ?? idleProgram;
    const own = Object.fromEntries(
      container.env.map(({ name: key, value }) => [key, value ?? '']),
    );
    try {
      return await program({
        pod: { namespace, name, uid },
        command: [...container.command, ...container.args],
        env: { ...env, ...own },
        startedAt,
        readFile: file => this.#files.read(container, file),
        log: line => logs.append(uid, container.name, line),
        signal: this.#abort.signal,
      });
    } catch (error) {
      const text =
        error instanceof Error ? error.stack ?? error.message : String(error);
      logs.append(uid, container.name, text);
      return { exitCode: 1 };
    }
  }

  async #report(): Promise<void> {
    const { namespace, name } = this.pod.metadata;
    const status = podStatus(this.pod, [...this.#states.values()], {
      podIP: this.podIP,
      hostIP: '127.0.0.1',
    });
    try {
      await unlessAbsent(
        this.parts.core.patchNamespacedPodStatus(
          { namespace, name, body: { status } },
          setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
        ),
      );
    } catch (error) {
      this.parts.log(
        `status of pod ${namespace}/${name}: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    }
  }
}

import {
  CoreV1Api,
  CustomObjectsApi,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { randomUUID } from 'node:crypto';
import {
  ClusterObject,
  EventRecorder,
  failureCode,
  failureMessage,
  parseClusterObject,
  unlessAbsent,
} from '../cluster';
import {
  SparkApplication,
  SparkApplicationStatus,
  driverPodName,
  parseSparkApplication,
} from './SparkApplication';
import { driverConfigMap, driverPod, uiService } from './driverObjects';
import { Step, isTerminal, nextStep } from './nextStep';
import { observeDriver, observeExecutors } from './observePods';

/** The custom resource that the operator works on. @public */
export const RESOURCE = {
  group: 'sparkoperator.k8s.io',
  version: 'v1beta2',
  plural: 'sparkapplications',
} as const;

/** Events that the operator records when an application comes into a state. */
const NEWS: Readonly<
  Record<string, { type: 'Normal' | 'Warning'; reason: string; text: string }>
> = {
  SUBMITTED: {
    type: 'Normal',
    reason: 'SparkApplicationSubmitted',
    text: 'was submitted successfully',
  },
  RUNNING: {
    type: 'Normal',
    reason: 'SparkDriverRunning',
    text: 'has a running driver',
  },
  SUBMISSION_FAILED: {
    type: 'Warning',
    reason: 'SparkApplicationSubmissionFailed',
    text: 'failed to be submitted',
  },
  COMPLETED: {
    type: 'Normal',
    reason: 'SparkApplicationCompleted',
    text: 'completed',
  },
  FAILED: { type: 'Warning', reason: 'SparkApplicationFailed', text: 'failed' },
  FAILING: {
    type: 'Warning',
    reason: 'SparkDriverFailed',
    text: 'has a driver that failed',
  },
  PENDING_RERUN: {
    type: 'Warning',
    reason: 'SparkApplicationPendingRerun',
    text: 'is pending rerun',
  },
  SUSPENDED: {
    type: 'Normal',
    reason: 'SparkApplicationSuspended',
    text: 'is suspended',
  },
};

/**
 * Does for one application after another what comes next.
 *
 * @public
 */
export class Operator {
  /** Specification that an application was last seen with. */
  readonly #generations = new Map<string, number>();

  constructor(
    private readonly parts: {
      readonly core: CoreV1Api;
      readonly custom: CustomObjectsApi;
      readonly events: EventRecorder;
      readonly clock: () => Date;
      readonly podsOf: (application: SparkApplication) => ClusterObject[];
    },
  ) {}

  /**
   * Takes one application one step further.
   *
   * @returns milliseconds after which it is to be looked at again, when nothing else will tell
   */
  async reconcile(key: string): Promise<number | undefined> {
    const application = await this.#read(key);
    if (!application || application.metadata.deletionTimestamp !== undefined) {
      this.#generations.delete(key);
      return undefined;
    }
    const { generation } = application.metadata;
    const seen = this.#generations.get(key);
    this.#generations.set(key, generation);
    if (
      seen !== undefined &&
      generation > seen &&
      isChangedByUser(application)
    ) {
      await this.#setStatus(application, {
        applicationState: { state: 'INVALIDATING' },
      });
      return undefined;
    }
    const pods = this.parts.podsOf(application);
    const driver = await this.#driver(application, pods);
    return this.#take(
      application,
      nextStep(application, observeDriver(driver)),
      pods,
    );
  }

  /** Read anew each time: a cache that lags would have an application submitted twice. */
  async #read(key: string): Promise<SparkApplication | undefined> {
    const [namespace = '', name = ''] = key.split('/');
    const live: unknown = await unlessAbsent(
      this.parts.custom.getNamespacedCustomObject({
        ...RESOURCE,
        namespace,
        name,
      }),
    );
    return live === undefined ? undefined : parseSparkApplication(live);
  }

  /** The cache may lag behind what was just created, so an absent driver is asked for. */
  async #driver(
    application: SparkApplication,
    pods: readonly ClusterObject[],
  ): Promise<ClusterObject | undefined> {
    const name = driverPodName(application);
    const cached = pods.find(pod => pod.metadata.name === name);
    if (cached) {
      return cached;
    }
    const { namespace } = application.metadata;
    const read = await unlessAbsent(
      this.parts.core.readNamespacedPod({ namespace, name }),
    );
    return read && parseClusterObject(JSON.parse(JSON.stringify(read)));
  }

  async #take(
    application: SparkApplication,
    step: Step,
    pods: readonly ClusterObject[],
  ): Promise<number | undefined> {
    switch (step.kind) {
      case 'submit':
        await this.#submit(application);
        return undefined;
      case 'stop-driver':
        await this.#stopDriver(application);
        await this.#setStatus(application, {
          applicationState: { state: step.then },
        });
        return undefined;
      case 'set-state':
        await this.#enter(application, step.state, step.errorMessage, pods);
        return undefined;
      case 'wait':
        return this.#waitFor(application, step.milliseconds, step.then);
      case 'observe':
        await this.#setStatus(application, {
          executorState: observeExecutors(
            pods,
            application.status?.executorState ?? {},
          ),
        });
        return undefined;
      default: {
        const unknown: never = step;
        throw new Error(`no such step: ${JSON.stringify(unknown)}`);
      }
    }
  }

  async #submit(application: SparkApplication): Promise<void> {
    const { core, clock } = this.parts;
    const { namespace } = application.metadata;
    const submissionId = randomUUID();
    const sparkAppId = `spark-${randomUUID().replace(/-/g, '')}`;
    const submission = { submissionId, sparkAppId };
    const attempts = (application.status?.submissionAttempts ?? 0) + 1;
    const attempt: SparkApplicationStatus = {
      submissionID: submissionId,
      submissionAttempts: attempts,
      lastSubmissionAttemptTime: clock().toISOString(),
      terminationTime: null,
      executorState: null,
    };
    try {
      await this.#replaceConfigMap(application, submission);
      await core.createNamespacedPod({
        namespace,
        body: driverPod(application, submission),
      });
      await core
        .createNamespacedService({ namespace, body: uiService(application) })
        .catch(ignoreConflict);
    } catch (error) {
      const errorMessage = `failed to run spark-submit for SparkApplication ${namespace}/${
        application.metadata.name
      }: ${failureMessage(error)}`;
      await this.#setStatus(application, {
        ...attempt,
        driverInfo: {},
        applicationState: { state: 'SUBMISSION_FAILED', errorMessage },
      });
      await this.#tell(application, 'SUBMISSION_FAILED', errorMessage);
      return;
    }
    await this.#setStatus(application, {
      ...attempt,
      sparkApplicationId: sparkAppId,
      executionAttempts: (application.status?.executionAttempts ?? 0) + 1,
      applicationState: { state: 'SUBMITTED', errorMessage: '' },
      driverInfo: {
        podName: driverPodName(application),
        webUIServiceName: `${application.metadata.name}-ui-svc`,
        webUIPort: 4040,
      },
    });
    await this.#tell(application, 'SUBMITTED');
  }

  async #replaceConfigMap(
    application: SparkApplication,
    submission: { submissionId: string; sparkAppId: string },
  ): Promise<void> {
    const { core } = this.parts;
    const body = driverConfigMap(application, submission);
    const { namespace } = application.metadata;
    const name = body.metadata?.name ?? '';
    await unlessAbsent(core.deleteNamespacedConfigMap({ namespace, name }));
    await core.createNamespacedConfigMap({ namespace, body });
  }

  async #stopDriver(application: SparkApplication): Promise<void> {
    const { namespace } = application.metadata;
    await unlessAbsent(
      this.parts.core.deleteNamespacedPod({
        namespace,
        name: driverPodName(application),
      }),
    );
  }

  async #enter(
    application: SparkApplication,
    state: string,
    errorMessage: string | undefined,
    pods: readonly ClusterObject[],
  ): Promise<void> {
    await this.#setStatus(application, {
      applicationState: { state, errorMessage: errorMessage ?? '' },
      executorState: observeExecutors(
        pods,
        application.status?.executorState ?? {},
      ),
      ...(isTerminal(state)
        ? { terminationTime: this.parts.clock().toISOString() }
        : {}),
    });
    await this.#tell(application, state, errorMessage);
  }

  async #waitFor(
    application: SparkApplication,
    milliseconds: number,
    then: string,
  ): Promise<number | undefined> {
    const since =
      Date.parse(application.status?.lastSubmissionAttemptTime ?? '') || 0;
    const left = since + milliseconds - this.parts.clock().getTime();
    if (left > 0) {
      return left;
    }
    await this.#enter(application, then, undefined, []);
    return undefined;
  }

  async #tell(
    application: SparkApplication,
    state: string,
    errorMessage?: string,
  ): Promise<void> {
    const news = NEWS[state];
    if (news) {
      const detail = errorMessage ? `: ${errorMessage}` : '';
      await this.parts.events.record(application, {
        type: news.type,
        reason: news.reason,
        message: `SparkApplication ${application.metadata.name} ${news.text}${detail}`,
      });
    }
  }

  async #setStatus(
    application: SparkApplication,
    change: SparkApplicationStatus,
  ): Promise<void> {
    const { name, namespace } = application.metadata;
    const present = application.status ?? {};
    const status = { driverInfo: {}, ...change };
    const isNews = Object.entries(change).some(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(present[key]),
    );
    if (isNews) {
      await unlessAbsent(
        this.parts.custom.patchNamespacedCustomObjectStatus(
          { ...RESOURCE, namespace, name, body: { status } },
          setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
        ),
      );
    }
  }
}

/** A change of the specification starts an application anew, unless it only suspends or resumes it. */
function isChangedByUser(application: SparkApplication): boolean {
  const state = application.status?.applicationState?.state ?? '';
  const isToggle = application.spec.suspend || state === 'SUSPENDED';
  return (
    !isToggle &&
    [
      'SUBMITTED',
      'RUNNING',
      'COMPLETED',
      'FAILED',
      'SUBMISSION_FAILED',
    ].includes(state)
  );
}

function ignoreConflict(error: unknown): void {
  if (failureCode(error) !== 409) {
    throw error;
  }
}

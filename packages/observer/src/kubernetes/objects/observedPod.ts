import {
  readList,
  readNumber,
  readRecord,
  readStringMap,
  readText,
} from '../../readJson';
import { ObjectMetadata, readObjectMetadata } from './objectMetadata';

/**
 * State of one container.
 *
 * @public
 */
export type ContainerState =
  | {
      readonly kind: 'waiting';
      readonly reason?: string;
      readonly message?: string;
    }
  | { readonly kind: 'running'; readonly startedAt?: string }
  | ({ readonly kind: 'terminated' } & TerminatedContainer)
  | { readonly kind: 'unknown' };

/**
 * How a container ended.
 *
 * @public
 */
export interface TerminatedContainer {
  readonly exitCode: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/**
 * One container of a pod, slim: of its environment only the variables that decide which AWS identity it takes.
 *
 * @public
 */
export interface ObservedContainer {
  readonly name: string;
  readonly state: ContainerState;
  readonly lastTerminated?: TerminatedContainer;
  readonly restartCount: number;
  /** Value of `AWS_ROLE_ARN`. */
  readonly roleArn?: string;
  /** Value of `AWS_WEB_IDENTITY_TOKEN_FILE`. */
  readonly webIdentityTokenFile?: string;
  /** Whether `AWS_ACCESS_KEY_ID` is set; its value is never kept. */
  readonly hasStaticKeys: boolean;
}

/**
 * A pod, slim: managed fields, images, and every other variable of the environment are dropped.
 *
 * @public
 */
export interface ObservedPod extends ObjectMetadata {
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. */
  readonly phase: string;
  readonly serviceAccount?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly nodeName?: string;
  /** Set when the scheduler says that no node takes the pod. */
  readonly unschedulable?: {
    readonly message?: string;
    readonly since?: string;
  };
  /** Set when the pod was disrupted (condition `DisruptionTarget`). */
  readonly disruption?: { readonly reason?: string; readonly message?: string };
  readonly isScheduled: boolean;
  readonly containers: readonly ObservedContainer[];
  /** Annotation `spark-app-name`, which old versions of Spark write instead of the label. */
  readonly sparkAppNameAnnotation?: string;
  /** uid of the owner of kind Pod: the driver, for an executor. */
  readonly ownerPodUid?: string;
}

/** Projects a `v1` Pod. */
export function projectPod(object: unknown): ObservedPod {
  const metadata = readRecord(readRecord(object).metadata);
  const spec = readRecord(readRecord(object).spec);
  const status = readRecord(readRecord(object).status);
  const conditions = readList(status.conditions).map(readRecord);
  const scheduled = conditions.find(
    condition => condition.type === 'PodScheduled',
  );
  const disruption = conditions.find(
    condition =>
      condition.type === 'DisruptionTarget' && condition.status === 'True',
  );
  const statuses = readList(status.containerStatuses).map(readRecord);
  return {
    ...readObjectMetadata(object),
    phase: readText(status.phase) ?? 'Unknown',
    serviceAccount: readText(spec.serviceAccountName),
    reason: readText(status.reason),
    message: readText(status.message),
    startedAt: readText(status.startTime),
    nodeName: readText(spec.nodeName),
    isScheduled:
      readText(spec.nodeName) !== undefined || scheduled?.status === 'True',
    unschedulable:
      scheduled?.status === 'False' && scheduled.reason === 'Unschedulable'
        ? {
            message: readText(scheduled.message),
            since: readText(scheduled.lastTransitionTime),
          }
        : undefined,
    disruption: disruption && {
      reason: readText(disruption.reason),
      message: readText(disruption.message),
    },
    containers: readList(spec.containers).map(container =>
      projectContainer(container, statuses),
    ),
    sparkAppNameAnnotation: readStringMap(metadata.annotations)[
      'spark-app-name'
    ],
    ownerPodUid: readText(
      readList(metadata.ownerReferences)
        .map(readRecord)
        .find(owner => owner.kind === 'Pod')?.uid,
    ),
  };
}

function projectContainer(
  container: unknown,
  statuses: readonly Readonly<Record<string, unknown>>[],
): ObservedContainer {
  const spec = readRecord(container);
  const name = readText(spec.name) ?? '';
  const status = readRecord(
    statuses.find(candidate => candidate.name === name),
  );
  const environment = new Map(
    readList(spec.env)
      .map(readRecord)
      .map(variable => [variable.name, variable] as const),
  );
  return {
    name,
    state: readContainerState(status.state),
    lastTerminated: readTerminated(readRecord(status.lastState).terminated),
    restartCount: readNumber(status.restartCount) ?? 0,
    roleArn: readText(environment.get('AWS_ROLE_ARN')?.value),
    webIdentityTokenFile: readText(
      environment.get('AWS_WEB_IDENTITY_TOKEN_FILE')?.value,
    ),
    hasStaticKeys: environment.has('AWS_ACCESS_KEY_ID'),
  };
}

function readContainerState(value: unknown): ContainerState {
  const state = readRecord(value);
  const terminated = readTerminated(state.terminated);
  if (terminated) {
    return { kind: 'terminated', ...terminated };
  }
  if ('running' in state) {
    return {
      kind: 'running',
      startedAt: readText(readRecord(state.running).startedAt),
    };
  }
  if ('waiting' in state) {
    const waiting = readRecord(state.waiting);
    return {
      kind: 'waiting',
      reason: readText(waiting.reason),
      message: readText(waiting.message),
    };
  }
  return { kind: 'unknown' };
}

function readTerminated(value: unknown): TerminatedContainer | undefined {
  const terminated = readRecord(value);
  const exitCode = readNumber(terminated.exitCode);
  if (exitCode === undefined) {
    return undefined;
  }
  return {
    exitCode,
    signal: readNumber(terminated.signal),
    reason: readText(terminated.reason),
    message: readText(terminated.message),
    startedAt: readText(terminated.startedAt),
    finishedAt: readText(terminated.finishedAt),
  };
}

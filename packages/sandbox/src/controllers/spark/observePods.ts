import { z } from 'zod';
import { ClusterObject } from '../cluster';
import { DRIVER_CONTAINER, LABELS } from './labels';

const statusSchema = z.looseObject({
  status: z
    .looseObject({
      phase: z.string().default('Pending'),
      message: z.string().optional(),
      reason: z.string().optional(),
      containerStatuses: z
        .array(
          z.looseObject({
            name: z.string(),
            state: z
              .looseObject({
                terminated: z
                  .looseObject({
                    exitCode: z.number(),
                    reason: z.string().default(''),
                    message: z.string().optional(),
                  })
                  .optional(),
              })
              .optional(),
          }),
        )
        .default([]),
    })
    .default({ phase: 'Pending', containerStatuses: [] }),
});

/** Driver pod as the operator sees it. @public */
export type DriverObservation =
  | { readonly kind: 'absent' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'running' }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * What a driver pod says of its application. The driver's container counts, whatever others the pod has. Source: Kubeflow
 * Spark operator, handling of driver pod phases.
 *
 * @public
 */
export function observeDriver(
  pod: ClusterObject | undefined,
): DriverObservation {
  if (!pod) {
    return { kind: 'absent' };
  }
  const { status } = statusSchema.parse(pod);
  const container = status.containerStatuses.find(
    ({ name }) => name === DRIVER_CONTAINER,
  );
  const end = container?.state?.terminated;
  if (end) {
    const details = end.message ? `, Message: ${end.message}` : '';
    return end.exitCode === 0
      ? { kind: 'succeeded' }
      : {
          kind: 'failed',
          message: `driver container failed with ExitCode: ${end.exitCode}, Reason: ${end.reason}${details}`,
        };
  }
  switch (status.phase) {
    case 'Running':
      return { kind: 'running' };
    case 'Succeeded':
      return { kind: 'succeeded' };
    case 'Failed':
      return {
        kind: 'failed',
        message:
          status.message ?? status.reason ?? 'driver container status missing',
      };
    default:
      return { kind: 'pending' };
  }
}

const EXECUTOR_STATES: Readonly<Record<string, string>> = {
  Pending: 'PENDING',
  Running: 'RUNNING',
  Succeeded: 'COMPLETED',
  Failed: 'FAILED',
};

/**
 * States of executors by pod name; executors that are gone keep their last state, which ends with the application.
 *
 * @param known - what the status says so far
 * @public
 */
export function observeExecutors(
  pods: readonly ClusterObject[],
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const states: Record<string, string> = {};
  for (const [name, state] of Object.entries(known)) {
    states[name] =
      state === 'PENDING' || state === 'RUNNING' ? 'COMPLETED' : state;
  }
  for (const pod of pods.filter(
    ({ metadata }) => metadata.labels?.[LABELS.role] === 'executor',
  )) {
    const { phase } = statusSchema.parse(pod).status;
    states[pod.metadata.name] = EXECUTOR_STATES[phase] ?? 'UNKNOWN';
  }
  return states;
}

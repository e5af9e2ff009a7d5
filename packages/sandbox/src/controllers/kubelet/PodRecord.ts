import { z } from 'zod';

const tokenSource = z.looseObject({
  audience: z.string().optional(),
  expirationSeconds: z.number().default(3600),
  path: z.string(),
});
const keyItems = z
  .array(z.looseObject({ key: z.string(), path: z.string() }))
  .optional();

const volumeSchema = z.looseObject({
  name: z.string(),
  configMap: z.looseObject({ name: z.string(), items: keyItems }).optional(),
  projected: z
    .looseObject({
      sources: z.array(
        z.looseObject({
          serviceAccountToken: tokenSource.optional(),
          configMap: z
            .looseObject({ name: z.string(), items: keyItems })
            .optional(),
        }),
      ),
    })
    .optional(),
});

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().default(''),
  command: z.array(z.string()).default([]),
  args: z.array(z.string()).default([]),
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string().optional() }))
    .default([]),
  volumeMounts: z
    .array(z.looseObject({ name: z.string(), mountPath: z.string() }))
    .default([]),
});

const stateSchema = z.looseObject({
  running: z.looseObject({ startedAt: z.string() }).optional(),
  terminated: z.looseObject({ exitCode: z.number() }).optional(),
});

const podSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.looseObject({
    nodeName: z.string().optional(),
    nodeSelector: z.record(z.string(), z.string()).default({}),
    serviceAccountName: z.string().default('default'),
    containers: z.array(containerSchema),
    volumes: z.array(volumeSchema).default([]),
  }),
  status: z
    .looseObject({
      phase: z.string().default('Pending'),
      startTime: z.string().optional(),
      containerStatuses: z
        .array(
          z.looseObject({ name: z.string(), state: stateSchema.optional() }),
        )
        .default([]),
    })
    .default({ phase: 'Pending', containerStatuses: [] }),
});

/** A pod, as far as the kubelet reads it. @public */
export type PodRecord = z.infer<typeof podSchema>;
/** One container of a pod. @public */
export type ContainerRecord = PodRecord['spec']['containers'][number];

/**
 * Reads a pod.
 *
 * @throws ZodError when it is none
 * @public
 */
export function parsePod(value: unknown): PodRecord {
  return podSchema.parse(value);
}

/** Whether the pod has ended. @public */
export function hasEnded(pod: PodRecord): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

import { z } from 'zod';

const textMap = z.record(z.string(), z.string()).default({});

const podPartSchema = z.looseObject({
  cores: z.number().default(1),
  coreRequest: z.string().optional(),
  coreLimit: z.string().optional(),
  memory: z.string().default('1g'),
  memoryOverhead: z.string().optional(),
  serviceAccount: z.string().optional(),
  image: z.string().optional(),
  labels: textMap,
  annotations: textMap,
  nodeSelector: textMap,
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string().optional() }))
    .default([]),
  envVars: textMap,
  securityContext: z.unknown().optional(),
  podSecurityContext: z.unknown().optional(),
});

const restartPolicySchema = z.looseObject({
  type: z.enum(['Never', 'OnFailure', 'Always']).default('Never'),
  onFailureRetries: z.number().default(0),
  onFailureRetryInterval: z.number().default(0),
  onSubmissionFailureRetries: z.number().default(0),
  onSubmissionFailureRetryInterval: z.number().default(0),
});

const statusSchema = z.looseObject({
  applicationState: z
    .looseObject({ state: z.string(), errorMessage: z.string().optional() })
    .optional(),
  driverInfo: z.looseObject({ podName: z.string().optional() }).optional(),
  executionAttempts: z.number().optional(),
  executorState: z.record(z.string(), z.string()).nullish(),
  lastSubmissionAttemptTime: z.string().nullish(),
  sparkApplicationId: z.string().optional(),
  submissionAttempts: z.number().optional(),
  submissionID: z.string().optional(),
  terminationTime: z.string().nullish(),
});

const applicationSchema = z.looseObject({
  apiVersion: z.string().default('sparkoperator.k8s.io/v1beta2'),
  kind: z.string().default('SparkApplication'),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    generation: z.number().default(1),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.looseObject({
    type: z.string(),
    mode: z.string().default('cluster'),
    sparkVersion: z.string(),
    image: z.string().optional(),
    mainClass: z.string().optional(),
    mainApplicationFile: z.string(),
    arguments: z.array(z.string()).default([]),
    sparkConf: textMap,
    hadoopConf: textMap,
    suspend: z.boolean().default(false),
    restartPolicy: restartPolicySchema.default({
      type: 'Never',
      onFailureRetries: 0,
      onFailureRetryInterval: 0,
      onSubmissionFailureRetries: 0,
      onSubmissionFailureRetryInterval: 0,
    }),
    driver: podPartSchema,
    executor: podPartSchema.extend({ instances: z.number().default(1) }),
  }),
  status: statusSchema.optional(),
});

/** A SparkApplication, as far as the operator reads it. @public */
export type SparkApplication = z.infer<typeof applicationSchema>;
/** Its status; absent before the operator has seen it. @public */
export type SparkApplicationStatus = z.infer<typeof statusSchema>;

/**
 * Reads a SparkApplication.
 *
 * @throws ZodError when it is none
 * @public
 */
export function parseSparkApplication(value: unknown): SparkApplication {
  return applicationSchema.parse(value);
}

/** Name of an application's driver pod, as the operator gives it. @public */
export function driverPodName(application: SparkApplication): string {
  return `${application.metadata.name}-driver`;
}

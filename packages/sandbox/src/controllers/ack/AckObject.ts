import { z } from 'zod';

const tagsSchema = z
  .array(z.looseObject({ key: z.string(), value: z.string().optional() }))
  .optional();

const referenceSchema = z.looseObject({
  from: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});

const statusSchema = z.looseObject({
  ackResourceMetadata: z.looseObject({ arn: z.string().optional() }).optional(),
  conditions: z.array(conditionSchema).optional(),
});

const metadataSchema = z.looseObject({
  name: z.string(),
  namespace: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  generation: z.number().optional(),
  deletionTimestamp: z.string().optional(),
  finalizers: z.array(z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

const bucketSpecSchema = z.looseObject({
  name: z.string(),
  createBucketConfiguration: z
    .looseObject({ locationConstraint: z.string().optional() })
    .optional(),
  tagging: z.looseObject({ tagSet: tagsSchema }).optional(),
  versioning: z.looseObject({ status: z.string().optional() }).optional(),
  encryption: z
    .looseObject({
      rules: z
        .array(
          z.looseObject({
            bucketKeyEnabled: z.boolean().optional(),
            applyServerSideEncryptionByDefault: z
              .looseObject({
                sseAlgorithm: z.string().optional(),
                kmsMasterKeyID: z.string().optional(),
              })
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  publicAccessBlock: z
    .looseObject({
      blockPublicACLs: z.boolean().optional(),
      ignorePublicACLs: z.boolean().optional(),
      blockPublicPolicy: z.boolean().optional(),
      restrictPublicBuckets: z.boolean().optional(),
    })
    .optional(),
  ownershipControls: z
    .looseObject({
      rules: z
        .array(z.looseObject({ objectOwnership: z.string().optional() }))
        .optional(),
    })
    .optional(),
  policy: z.string().optional(),
  lifecycle: z
    .looseObject({
      rules: z
        .array(
          z.looseObject({
            id: z.string().optional(),
            status: z.string(),
            prefix: z.string().optional(),
            filter: z.looseObject({ prefix: z.string().optional() }).optional(),
            expiration: z
              .looseObject({
                days: z.number().optional(),
                expiredObjectDeleteMarker: z.boolean().optional(),
              })
              .optional(),
            noncurrentVersionExpiration: z
              .looseObject({ noncurrentDays: z.number().optional() })
              .optional(),
            abortIncompleteMultipartUpload: z
              .looseObject({ daysAfterInitiation: z.number().optional() })
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

const policySpecSchema = z.looseObject({
  name: z.string(),
  path: z.string().optional(),
  description: z.string().optional(),
  policyDocument: z.string(),
  tags: tagsSchema,
});

const roleSpecSchema = z.looseObject({
  name: z.string(),
  path: z.string().optional(),
  description: z.string().optional(),
  assumeRolePolicyDocument: z.string(),
  maxSessionDuration: z.number().optional(),
  permissionsBoundary: z.string().optional(),
  permissionsBoundaryRef: referenceSchema.optional(),
  policies: z.array(z.string()).optional(),
  policyRefs: z.array(referenceSchema).optional(),
  inlinePolicies: z.record(z.string(), z.string()).optional(),
  tags: tagsSchema,
});

const common = {
  apiVersion: z.string(),
  metadata: metadataSchema,
  status: statusSchema.optional(),
};

/** A custom resource of one of the kinds that corridors use, as it comes from the cluster. */
export const ackObjectSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('Bucket'),
    ...common,
    spec: bucketSpecSchema,
  }),
  z.looseObject({
    kind: z.literal('Policy'),
    ...common,
    spec: policySpecSchema,
  }),
  z.looseObject({ kind: z.literal('Role'), ...common, spec: roleSpecSchema }),
]);

export type AckObject = z.infer<typeof ackObjectSchema>;
export type AckBucket = Extract<AckObject, { kind: 'Bucket' }>;
export type AckPolicy = Extract<AckObject, { kind: 'Policy' }>;
export type AckRole = Extract<AckObject, { kind: 'Role' }>;
export type AckCondition = z.infer<typeof conditionSchema>;
export type AckReference = z.infer<typeof referenceSchema>;
export type AckKind = AckObject['kind'];

/** Where a kind is served. */
export interface AckCollection {
  readonly kind: AckKind;
  readonly service: 's3' | 'iam';
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

const VERSION = 'v1alpha1';

/** The kinds that the controllers watch; policies before the roles that refer to them. */
export const ACK_COLLECTIONS: readonly AckCollection[] = [
  {
    kind: 'Bucket',
    service: 's3',
    group: 's3.services.k8s.aws',
    version: VERSION,
    plural: 'buckets',
  },
  {
    kind: 'Policy',
    service: 'iam',
    group: 'iam.services.k8s.aws',
    version: VERSION,
    plural: 'policies',
  },
  {
    kind: 'Role',
    service: 'iam',
    group: 'iam.services.k8s.aws',
    version: VERSION,
    plural: 'roles',
  },
];

/** Name under which the controllers remember an object: kind, namespace and name. */
export const keyOf = (object: Pick<AckObject, 'kind' | 'metadata'>) =>
  `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;

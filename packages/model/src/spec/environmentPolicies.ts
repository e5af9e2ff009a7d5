import { z } from 'zod';

import { API_VERSION } from './corridor';
import { accountIdSchema, bucketNameSchema, roleArnSchema } from './formats';
import { strictObject } from './strictObject';
import { visibleTextSchema } from './visibleText';

const nameSchema = visibleTextSchema
  .min(1, 'must not be empty')
  .max(253, 'must be at most 253 characters');

const policyNameSchema = visibleTextSchema
  .min(1, 'must not be empty')
  .max(512, 'must be at most 512 characters');

const policyArnSchema = z
  .string()
  .max(2048, 'must be at most 2048 characters')
  .regex(
    /^arn:aws(-cn|-us-gov)?:iam::(\d{12}|aws):policy\/[\w+=,.@/-]*[\w+=,.@-]$/,
    'must be the ARN of a policy',
  );

/** A policy document: a mapping of its elements, or JSON text. It is judged where policies are evaluated. */
const documentSchema = z.union(
  [z.string().min(1), z.record(z.string(), z.unknown())],
  'must be a policy document: a mapping of its elements, or JSON text',
);

const namedPolicySchema = strictObject({
  name: policyNameSchema,
  document: documentSchema,
});

const publicAccessBlockSchema = strictObject({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

const head = {
  apiVersion: z.literal(API_VERSION),
  metadata: strictObject({ name: nameSchema }),
};

const rolePoliciesSchema = strictObject({
  ...head,
  kind: z.literal('RolePolicies'),
  spec: strictObject({
    roleArn: roleArnSchema,
    trust: documentSchema,
    policies: z.array(namedPolicySchema).default([]),
    permissionsBoundary: z
      .union(
        [policyArnSchema, namedPolicySchema],
        'must be the ARN of a policy, or its name and document',
      )
      .optional(),
  }),
});

const managedPolicySchema = strictObject({
  ...head,
  kind: z.literal('ManagedPolicy'),
  spec: strictObject({ arn: policyArnSchema, document: documentSchema }),
});

const bucketPolicySchema = strictObject({
  ...head,
  metadata: strictObject({ name: bucketNameSchema }),
  kind: z.literal('BucketPolicy'),
  spec: strictObject({
    accountId: accountIdSchema,
    policy: documentSchema.optional(),
    publicAccessBlock: publicAccessBlockSchema.optional(),
    objectOwnership: z
      .enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'])
      .optional(),
  }),
});

const serviceControlPoliciesSchema = strictObject({
  ...head,
  kind: z.literal('ServiceControlPolicies'),
  spec: strictObject({
    accountId: accountIdSchema,
    levels: z
      .array(
        z
          .array(namedPolicySchema)
          .min(1, 'must hold at least one policy of this level'),
      )
      .min(1, 'must hold at least one level'),
  }),
});

/**
 * A file of `environments/<name>/policies/`: what the platform team grants beside the corridors, so that the declared view
 * sees it. `RolePolicies`: a role, as the node role. `ManagedPolicy`: the document of a policy that roles refer to by its ARN,
 * as a permissions boundary. `BucketPolicy`: a bucket that no corridor owns; its name is `metadata.name`.
 * `ServiceControlPolicies`: those of an account by level, root first. Strict as the corridor spec.
 *
 * @public
 */
export const environmentPoliciesSchema = z.discriminatedUnion(
  'kind',
  [
    rolePoliciesSchema,
    managedPolicySchema,
    bucketPolicySchema,
    serviceControlPoliciesSchema,
  ],
  'must be one of: RolePolicies, ManagedPolicy, BucketPolicy, ServiceControlPolicies',
);

/**
 * A file of `environments/<name>/policies/` with its defaults applied.
 *
 * @public
 */
export type EnvironmentPolicies = z.infer<typeof environmentPoliciesSchema>;

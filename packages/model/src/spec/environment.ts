import { z } from 'zod';

import { API_VERSION, quotaSchema } from './corridor';
import {
  accessSchema,
  accountIdSchema,
  bucketNameSchema,
  dnsLabelSchema,
  roleArnSchema,
  sparkVersionSchema,
  titleSchema,
} from './formats';
import { environmentConsistencyFaults } from './environmentConsistency';
import { issueOf } from './issueOf';
import { strictObject } from './strictObject';
import { visibleTextSchema } from './visibleText';

const kubernetesSchema = strictObject({
  cluster: visibleTextSchema
    .min(1, 'must not be empty')
    .max(253, 'must be at most 253 characters')
    .regex(/^\S(.*\S)?$/, 'must not begin or end with a space'),
  apiServer: strictObject({
    cidrs: z
      .array(
        z.union(
          [z.cidrv4(), z.cidrv6()],
          'must be an address range such as 10.0.0.10/32',
        ),
      )
      .min(1, 'must name at least one address range'),
    port: z
      .number()
      .int()
      .min(1, 'must be a port')
      .max(65535, 'must be a port')
      .default(6443),
  }),
  managerRole: z
    .string()
    .regex(/^[A-Za-z0-9:._-]+$/, 'must be the name of a ClusterRole')
    .max(253, 'must be at most 253 characters'),
  managerGroupPattern: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9:@._/-]|\{(?:kind|namespace|name)\})*\{name\}(?:[A-Za-z0-9:@._/-]|\{(?:kind|namespace|name)\})*$/,
      'must contain {name}, and of placeholders only {kind}, {namespace} and {name}',
    )
    .default('{name}'),
  reservedNamespaces: z.array(dnsLabelSchema).default([]),
});

const awsSchema = strictObject({
  accountId: accountIdSchema,
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a Region such as eu-west-3'),
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']).default('aws'),
  rolePath: z
    .string()
    .max(512, 'must be at most 512 characters')
    .regex(
      /^\/([A-Za-z0-9+=,.@_-]+\/)*$/,
      'must begin and end with a slash, such as /corridors/',
    )
    .regex(
      /^(?!\/aws-(?:service-role|reserved)\/)/,
      'must not be a path that AWS keeps for its own roles; name one such as /corridors/',
    )
    .default('/'),
  roleNamePattern: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9+=,.@_-]|\{environment\})*\{corridor\}(?:[A-Za-z0-9+=,.@_-]|\{environment\})*$/,
      'must contain {corridor} once, and may contain {environment}, letters, digits and +=,.@_-',
    )
    .default('{environment}_{corridor}'),
  bucketNamePattern: z
    .string()
    .regex(
      /^(?:[a-z0-9-]|\{(?:environment|accountId|region)\})*\{corridor\}-\{bucket\}(?:[a-z0-9-]|\{(?:environment|accountId|region)\})*$/,
      'must contain {corridor}-{bucket}, and may contain {environment}, {accountId}, {region}, lower-case letters, digits and hyphens',
    )
    .default('{corridor}-{bucket}'),
  permissionsBoundary: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
      'must be the ARN of a policy, such as arn:aws:iam::111122223333:policy/corridors-boundary',
    )
    .optional(),
  awsNamespace: dnsLabelSchema,
});

const identitySchema = z.discriminatedUnion(
  'mechanism',
  [
    strictObject({ mechanism: z.literal('assume-role') }),
    strictObject({
      mechanism: z.literal('irsa'),
      oidcIssuer: z
        .string()
        .regex(
          /^https:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[\w.~/-]*[\w.~-])?$/,
          'must be the https address of the issuer, without a slash at its end',
        ),
      audience: z
        .string()
        .regex(
          /^[A-Za-z0-9:/._@+-]{1,255}$/,
          'must be 1 to 255 letters, digits and :/._@+-, without policy variables',
        )
        .default('sts.amazonaws.com'),
    }),
  ],
  'mechanism must be one of: assume-role, irsa',
);

const sharedBucketSchema = strictObject({
  name: bucketNameSchema,
  accountId: accountIdSchema,
  description: titleSchema.optional(),
  nodeRole: z.enum(['none', ...accessSchema.options]).default('none'),
  corridors: z.enum(['none', ...accessSchema.options]).default('none'),
});

const specSchema = strictObject({
  kubernetes: kubernetesSchema,
  aws: awsSchema,
  provisioner: z.literal(
    'ack',
    'must be ack, the one provisioner that this version renders',
  ),
  identity: identitySchema,
  nodeRole: strictObject({
    arn: roleArnSchema,
  }).optional(),
  sharedBuckets: z.array(sharedBucketSchema).default([]),
  spark: strictObject({
    versions: z
      .array(sparkVersionSchema)
      .min(1, 'must offer at least one version'),
    operators: z
      .array(z.enum(['kubeflow', 'apache', 'none']))
      .min(1, 'must offer at least one operator'),
  }),
  quota: strictObject({
    maximum: quotaSchema,
    default: quotaSchema.optional(),
  }),
});

/**
 * The environment, `environments/<name>.yaml`: facts that the platform team states once. Strict as the corridor spec.
 *
 * @public
 */
export const environmentSchema = strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Environment'),
  metadata: strictObject({
    name: dnsLabelSchema.max(32, 'must be at most 32 characters'),
    title: titleSchema.optional(),
  }),
  spec: specSchema,
}).superRefine((environment, context) => {
  environmentConsistencyFaults(environment).forEach(fault =>
    context.addIssue(issueOf(fault)),
  );
});

/**
 * An environment with its defaults applied.
 *
 * @public
 */
export type Environment = z.infer<typeof environmentSchema>;

/**
 * An environment as its author may write it.
 *
 * @public
 */
export type EnvironmentInput = z.input<typeof environmentSchema>;

/**
 * How a pod gets its role.
 *
 * @public
 */
export type IdentityMechanismName =
  Environment['spec']['identity']['mechanism'];

/**
 * A bucket that an environment offers to its corridors.
 *
 * @public
 */
export type SharedBucket = Environment['spec']['sharedBuckets'][number];

import { z } from 'zod';

import { parseQuantity } from './quantity';
import { visibleTextSchema } from './visibleText';

/** A DNS label, as Kubernetes wants of a namespace (RFC 1123; "Object Names and IDs"). */
export const dnsLabelSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(63, 'must be at most 63 characters')
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, and begin and end with a letter or digit',
  );

/** An AWS account id. */
export const accountIdSchema = z
  .string()
  .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account id, in quotes');

/** Name of an existing bucket ("General purpose bucket naming rules"). */
export const bucketNameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens',
  );

/** A Kubernetes quantity above zero, as a string ("Quantity"). */
export const quantitySchema = z.string().refine(text => {
  const quantity = parseQuantity(text);
  return quantity !== undefined && quantity > 0n;
}, 'must be a Kubernetes quantity above zero, such as "16", "500m" or 64Gi');

/** Version of a Spark release. */
export const sparkVersionSchema = z
  .string()
  .regex(
    /^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/,
    'must be a Spark version such as 3.5.6',
  );

/** ARN of a role, which a slash does not end. */
export const roleArnSchema = z
  .string()
  .max(2048, 'must be at most 2048 characters')
  .regex(
    /^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]*[\w+=,.@-]$/,
    'must be the ARN of a role',
  );

/** One line of text for people. */
export const titleSchema = visibleTextSchema
  .trim()
  .min(1, 'must not be empty')
  .max(80, 'must be at most 80 characters');

/**
 * What one side grants the other on a bucket.
 *
 * @public
 */
export const accessSchema = z.enum(['read', 'write']);

/**
 * Access to a bucket: `read` is list and read; `write` is list, read, write and delete.
 *
 * @public
 */
export type Access = z.infer<typeof accessSchema>;

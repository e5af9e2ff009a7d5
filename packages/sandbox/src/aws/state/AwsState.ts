import { z } from 'zod';

const time = z.iso.datetime();
const tags = z.map(z.string(), z.string());

/**
 * A policy that names principals. AWS keeps the unique id of every user and role that such a document names, so that
 * an entity deleted and made again under the same name is another principal (IAM user guide, "AWS JSON policy
 * elements: Principal").
 */
const principalPolicySchema = z.object({
  document: z.string(),
  /** ARN as written → unique id of the entity that bore it when the policy was saved. */
  principalIds: z.map(z.string(), z.string()),
});

const entityFields = {
  name: z.string(),
  /** Begins and ends with a slash. */
  path: z.string(),
  id: z.string(),
  createdAt: time,
  inlinePolicies: z.map(z.string(), z.string()),
  /** ARNs, in the order of attachment. */
  attachedPolicies: z.array(z.string()),
  permissionsBoundary: z.string().optional(),
  tags,
};

const roleSchema = z.object({
  ...entityFields,
  trustPolicy: principalPolicySchema,
  description: z.string().optional(),
  maxSessionDurationSeconds: z.number(),
  lastUsed: z.object({ at: time, region: z.string() }).optional(),
});

const accessKeySchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  active: z.boolean(),
  createdAt: time,
});

const userSchema = z.object({
  ...entityFields,
  accessKeys: z.array(accessKeySchema),
});

const managedPolicySchema = z.object({
  name: z.string(),
  path: z.string(),
  id: z.string(),
  description: z.string().optional(),
  createdAt: time,
  updatedAt: time,
  defaultVersionId: z.string(),
  nextVersion: z.number(),
  /** Oldest first. */
  versions: z.array(
    z.object({ id: z.string(), document: z.string(), createdAt: time }),
  ),
  tags,
});

const oidcProviderSchema = z.object({
  /** Issuer without its scheme, as IAM shows it. */
  url: z.string(),
  clientIds: z.array(z.string()),
  thumbprints: z.array(z.string()),
  createdAt: time,
  tags,
});

const instanceProfileSchema = z.object({
  name: z.string(),
  path: z.string(),
  id: z.string(),
  createdAt: time,
  roleName: z.string().optional(),
});

const podIdentityAssociationSchema = z.object({
  id: z.string(),
  cluster: z.string(),
  region: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
  roleArn: z.string(),
  createdAt: time,
  tags,
});

const publicAccessBlockSchema = z.object({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

const accountSchema = z.object({
  accountId: z.string(),
  publicAccessBlock: publicAccessBlockSchema.optional(),
  /** By lower-case name: names are unique without regard to case. */
  roles: z.map(z.string(), roleSchema),
  users: z.map(z.string(), userSchema),
  policies: z.map(z.string(), managedPolicySchema),
  instanceProfiles: z.map(z.string(), instanceProfileSchema),
  /** By url. */
  oidcProviders: z.map(z.string(), oidcProviderSchema),
  /** By id. Absent in files of versions that knew none. */
  podIdentityAssociations: z
    .map(z.string(), podIdentityAssociationSchema)
    .default(() => new Map()),
});

const objectVersionSchema = z.object({
  /** `null` for what was written while versioning was not enabled. */
  versionId: z.string(),
  isDeleteMarker: z.boolean(),
  lastModified: time,
  etag: z.string(),
  bodyBase64: z.string(),
  size: z.number(),
  /** Headers that come back with the object: content type, user metadata and the like, lower case. */
  headers: z.map(z.string(), z.string()),
  /** Algorithm as in the header's name (`crc32`) → value, base64. */
  checksums: z.map(z.string(), z.string()),
  tags,
});

const uploadSchema = z.object({
  id: z.string(),
  key: z.string(),
  initiatedAt: time,
  headers: z.map(z.string(), z.string()),
  parts: z.map(
    z.string(),
    z.object({ etag: z.string(), bodyBase64: z.string(), lastModified: time }),
  ),
});

const bucketSchema = z.object({
  name: z.string(),
  accountId: z.string(),
  region: z.string(),
  createdAt: time,
  policy: principalPolicySchema.optional(),
  publicAccessBlock: publicAccessBlockSchema.optional(),
  objectOwnership: z
    .enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'])
    .optional(),
  encryption: z.object({
    algorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
    kmsKeyId: z.string().optional(),
    bucketKeyEnabled: z.boolean(),
  }),
  versioning: z.enum(['Enabled', 'Suspended']).optional(),
  tags: tags.optional(),
  /** The rules as they were sent, XML of `LifecycleConfiguration`. */
  lifecycleXml: z.string().optional(),
  /** Versions of each key, newest first. */
  objects: z.map(z.string(), z.array(objectVersionSchema)),
  uploads: z.map(z.string(), uploadSchema),
});

/** What the server remembers between two starts. */
export const awsStateSchema = z.object({
  format: z.literal(1),
  /** Key that seals session tokens, hex. */
  tokenKey: z.string(),
  accounts: z.map(z.string(), accountSchema),
  buckets: z.map(z.string(), bucketSchema),
});

export type AwsState = z.infer<typeof awsStateSchema>;
export type AccountState = z.infer<typeof accountSchema>;
export type RoleState = z.infer<typeof roleSchema>;
export type UserState = z.infer<typeof userSchema>;
export type AccessKeyState = z.infer<typeof accessKeySchema>;
export type ManagedPolicyState = z.infer<typeof managedPolicySchema>;
export type OidcProviderState = z.infer<typeof oidcProviderSchema>;
export type InstanceProfileState = z.infer<typeof instanceProfileSchema>;
export type PodIdentityAssociationState = z.infer<
  typeof podIdentityAssociationSchema
>;
export type BucketState = z.infer<typeof bucketSchema>;
export type ObjectVersionState = z.infer<typeof objectVersionSchema>;
export type UploadState = z.infer<typeof uploadSchema>;
export type PrincipalPolicy = z.infer<typeof principalPolicySchema>;
export type PublicAccessBlock = z.infer<typeof publicAccessBlockSchema>;

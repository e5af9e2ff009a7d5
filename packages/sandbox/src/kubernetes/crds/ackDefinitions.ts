import { KubernetesObject } from '../objects';
import {
  anyObject,
  anything,
  customResourceDefinition,
  fields,
  flag,
  listOf,
  mapOf,
  oneOf,
  text,
  whole,
} from './definition';

const VERSION = 'v1alpha1';

const tags = listOf(fields({ key: text, value: text }));
const reference = fields({ from: fields({ name: text, namespace: text }) });
const enabled = fields({ status: text });

const conditions = listOf(
  fields(
    {
      type: text,
      status: text,
      reason: text,
      message: text,
      lastTransitionTime: text,
      observedGeneration: whole,
    },
    ['type', 'status'],
  ),
);

const commonStatus = {
  ackResourceMetadata: fields(
    { arn: text, ownerAccountID: text, region: text, partition: text },
    ['ownerAccountID', 'region'],
  ),
  conditions,
};

const encryptionRule = fields({
  applyServerSideEncryptionByDefault: fields({
    kmsMasterKeyID: text,
    sseAlgorithm: text,
  }),
  bucketKeyEnabled: flag,
});

const lifecycleRule = fields({
  abortIncompleteMultipartUpload: fields({ daysAfterInitiation: whole }),
  expiration: fields({
    date: text,
    days: whole,
    expiredObjectDeleteMarker: flag,
  }),
  filter: anyObject,
  id: text,
  noncurrentVersionExpiration: fields({
    newerNoncurrentVersions: whole,
    noncurrentDays: whole,
  }),
  noncurrentVersionTransitions: listOf(anyObject),
  prefix: text,
  status: text,
  transitions: listOf(anyObject),
});

const bucket = customResourceDefinition({
  group: 's3.services.k8s.aws',
  version: VERSION,
  kind: 'Bucket',
  plural: 'buckets',
  spec: fields(
    {
      abac: enabled,
      accelerate: enabled,
      acl: text,
      analytics: anything,
      cors: anyObject,
      createBucketConfiguration: fields({ locationConstraint: text }),
      encryption: fields({ rules: listOf(encryptionRule) }),
      grantFullControl: text,
      grantRead: text,
      grantReadACP: text,
      grantWrite: text,
      grantWriteACP: text,
      intelligentTiering: anything,
      inventory: anything,
      lifecycle: fields({ rules: listOf(lifecycleRule) }),
      logging: anything,
      metrics: anything,
      name: text,
      namespace: text,
      notification: anything,
      objectLockConfiguration: anyObject,
      objectLockEnabledForBucket: flag,
      objectOwnership: text,
      ownershipControls: fields({
        rules: listOf(
          fields({
            objectOwnership: oneOf(
              'BucketOwnerPreferred',
              'ObjectWriter',
              'BucketOwnerEnforced',
            ),
          }),
        ),
      }),
      policy: text,
      publicAccessBlock: fields({
        blockPublicACLs: flag,
        blockPublicPolicy: flag,
        ignorePublicACLs: flag,
        restrictPublicBuckets: flag,
      }),
      replication: anything,
      requestPayment: anyObject,
      tagging: fields({ tagSet: tags }),
      versioning: enabled,
      website: anything,
    },
    ['name'],
  ),
  status: fields({ ...commonStatus, location: text }),
});

const policy = customResourceDefinition({
  group: 'iam.services.k8s.aws',
  version: VERSION,
  kind: 'Policy',
  plural: 'policies',
  spec: fields(
    { description: text, name: text, path: text, policyDocument: text, tags },
    ['name', 'policyDocument'],
  ),
  status: fields({
    ...commonStatus,
    attachmentCount: whole,
    createDate: text,
    defaultVersionID: text,
    isAttachable: flag,
    permissionsBoundaryUsageCount: whole,
    policyID: text,
    updateDate: text,
  }),
});

const role = customResourceDefinition({
  group: 'iam.services.k8s.aws',
  version: VERSION,
  kind: 'Role',
  plural: 'roles',
  spec: fields(
    {
      assumeRolePolicyDocument: text,
      description: text,
      inlinePolicies: mapOf(text),
      maxSessionDuration: whole,
      name: text,
      path: text,
      permissionsBoundary: text,
      permissionsBoundaryRef: reference,
      policies: listOf(text),
      policyRefs: listOf(reference),
      tags,
    },
    ['name', 'assumeRolePolicyDocument'],
  ),
  status: fields({
    ...commonStatus,
    createDate: text,
    roleID: text,
    roleLastUsed: fields({ lastUsedDate: text, region: text }),
  }),
});

/**
 * Definitions of the resources of AWS Controllers for Kubernetes that corridors use, by the field names that the controllers
 * document. Parts of a bucket that no corridor uses are passed through unchecked.
 *
 * @public
 */
export const ackDefinitions: readonly KubernetesObject[] = [
  bucket,
  policy,
  role,
];

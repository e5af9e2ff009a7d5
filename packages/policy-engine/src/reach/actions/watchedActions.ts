import { actionsOf } from './ActionTable';
import { HARMLESS_ACTIONS } from './harmlessActions';
import { IAM_ACTIONS } from './iamActions';
import { namesOf } from './namesOf';
import { S3_ACTIONS } from './s3Actions';
import { STS_ACTIONS } from './stsActions';

const HARMLESS = new Set(HARMLESS_ACTIONS.flatMap(({ actions }) => actions));

/**
 * Actions that read or change what is in a bucket. (AWS: "Actions, resources, and condition keys for Amazon S3".)
 *
 * @public
 */
export const BUCKET_DATA_ACTIONS: readonly string[] = [
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:ListBucketMultipartUploads',
  's3:GetObject',
  's3:GetObjectVersion',
  's3:PutObject',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
  ...namesOf(
    's3',
    `GetObjectVersionForReplication GetObjectTorrent GetObjectVersionTorrent RestoreObject ReplicateObject
    ReplicateDelete ObjectOwnerOverrideToBucketOwner BypassGovernanceRetention PutLifecycleConfiguration
    PutBucketVersioning CreateBucket DeleteBucket`,
  ),
];

/**
 * Actions by which whoever holds them can let others, or itself, do more with a bucket. (AWS: "Actions, resources, and
 * condition keys for Amazon S3", access level permissions management; replication, inventories, logs and jobs carry data elsewhere, and access points and
 * grants are further ways in.)
 *
 * @public
 */
export const BUCKET_WIDENING_ACTIONS: readonly string[] = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPublicAccessBlock',
  's3:PutAccountPublicAccessBlock',
  's3:PutReplicationConfiguration',
  ...namesOf(
    's3',
    `InitiateReplication PutInventoryConfiguration PutAnalyticsConfiguration PutBucketLogging PutBucketNotification
    CreateBucketMetadataTableConfiguration AllowVendedLogDeliveryForResource PutBucketAbac
    `,
  ),
  ...actionsOf(S3_ACTIONS, ['s3-control', 'service']).filter(isNotHarmless),
];

/**
 * Actions that make the caller a role. (AWS: "Actions, resources, and condition keys for AWS Security Token Service".)
 *
 * @public
 */
export const ASSUME_ACTIONS: readonly string[] = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'sts:AssumeRoleWithSAML',
];

/**
 * Actions by which whoever holds them can widen its own access or another's: all of IAM that changes anything. (AWS: "Actions, resources, and
 * condition keys for AWS Identity and Access Management".)
 *
 * @public
 */
export const IDENTITY_WIDENING_ACTIONS: readonly string[] = [
  'iam:PassRole',
  'iam:CreateRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:PutUserPolicy',
  'iam:AttachUserPolicy',
  'iam:DeleteUserPolicy',
  'iam:DetachUserPolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutGroupPolicy',
  'iam:AttachGroupPolicy',
  'iam:AddUserToGroup',
  'iam:CreateUser',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'iam:CreateOpenIDConnectProvider',
  'iam:UpdateOpenIDConnectProviderThumbprint',
  'iam:AddClientIDToOpenIDConnectProvider',
  'iam:CreateSAMLProvider',
  'iam:UpdateSAMLProvider',
  'sts:AssumeRoot',
  ...actionsOf(STS_ACTIONS, ['service']),
  ...actionsOf(IAM_ACTIONS).filter(isNotHarmless),
];

/**
 * Every documented action of S3, IAM and STS that isolation hangs on: all but those that reach nothing of another.
 *
 * @public
 */
export const WATCHED_ACTIONS: readonly string[] = [
  ...new Set([
    ...BUCKET_DATA_ACTIONS,
    ...BUCKET_WIDENING_ACTIONS,
    ...ASSUME_ACTIONS,
    ...IDENTITY_WIDENING_ACTIONS,
    ...actionsOf(S3_ACTIONS).filter(isNotHarmless),
  ]),
];

function isNotHarmless(action: string): boolean {
  return !HARMLESS.has(action);
}

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
];

/**
 * Actions by which whoever holds them can let others, or itself, do more with a bucket. (AWS: "Actions, resources, and
 * condition keys for Amazon S3", access level permissions management; replication copies data elsewhere.)
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
];

/**
 * Actions that make the caller a role. (AWS: "Actions, resources, and condition keys for AWS Security Token Service".)
 *
 * @public
 */
export const ASSUME_ACTIONS: readonly string[] = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
];

/**
 * Actions of IAM by which whoever holds them can widen its own access or another's. (AWS: "Actions, resources, and
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
];

/**
 * Every action that isolation hangs on.
 *
 * @public
 */
export const WATCHED_ACTIONS: readonly string[] = [
  ...BUCKET_DATA_ACTIONS,
  ...BUCKET_WIDENING_ACTIONS,
  ...ASSUME_ACTIONS,
  ...IDENTITY_WIDENING_ACTIONS,
];

import { accountIdOf } from '../authentication/Caller';
import type { Caller } from '../authentication/Caller';
import type { AccessCheck } from '../authorization/Authorizer';
import { denialReason } from '../authorization/denialReason';
import { callerName, transportContext } from '../authorization/requestContext';
import type { ConditionContext } from '../authorization/requestContext';
import { AwsError } from '../http/AwsError';
import type { BucketState } from '../state/AwsState';
import { showPrincipalPolicy } from '../state/principalPolicy';
import { effectivePublicAccessBlock } from './publicAccess/effectivePublicAccessBlock';
import { isPublicPolicy } from './publicAccess/isPublicPolicy';
import { bucketArn, objectArn } from './S3Call';
import type { S3Call, S3Permission } from './S3Call';

const HEADER_KEYS = [
  'x-amz-acl',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class',
  'x-amz-content-sha256',
  'x-amz-object-ownership',
  'if-match',
  'if-none-match',
];

/** Condition keys of S3 that a request carries ("Actions, resources, and condition keys for Amazon S3"). */
function s3Context(call: S3Call): ConditionContext {
  const { request, signature } = call;
  const keys: Record<string, string> = {};
  for (const name of HEADER_KEYS) {
    const value = request.headers.get(name);
    if (value !== undefined) {
      keys[`s3:${name}`] = value;
    }
  }
  for (const name of ['prefix', 'delimiter', 'max-keys']) {
    const value = request.query.get(name);
    if (value !== null && call.key === undefined) {
      keys[`s3:${name}`] = value;
    }
  }
  const versionId = request.query.get('versionId');
  if (versionId !== null) {
    keys['s3:VersionId'] = versionId;
  }
  if (request.tlsVersion !== undefined) {
    keys['s3:TlsVersion'] = request.tlsVersion;
  }
  if (signature) {
    keys['s3:signatureversion'] = 'AWS4-HMAC-SHA256';
    keys['s3:authType'] =
      signature.placement === 'header' ? 'REST-HEADER' : 'REST-QUERY-STRING';
  }
  return {
    ...transportContext(request, signature, call.context.region),
    ...keys,
  };
}

function denied(caller: Caller, reason: string, check: AccessCheck): AwsError {
  const isSameAccount = accountIdOf(caller) === check.resourceAccount;
  return new AwsError(
    403,
    'AccessDenied',
    isSameAccount && caller.kind !== 'anonymous'
      ? `User: ${callerName(caller)} is not authorized to perform: ${
          check.action
        } on resource: "${check.resource}"${reason}`
      : 'Access Denied',
  );
}

function bucketCheck(
  call: S3Call,
  bucket: BucketState,
  permission: S3Permission,
  key?: string,
) {
  const { context } = call;
  const arn = bucketArn(bucket.name);
  const document =
    bucket.policy && showPrincipalPolicy(bucket.policy, context.store.state);
  return {
    document,
    check: {
      action: permission.action,
      resource:
        permission.on === 'object' && key !== undefined
          ? objectArn(bucket.name, key)
          : arn,
      resourceAccount: bucket.accountId,
      context: {
        ...s3Context(call),
        ...permission.context,
        's3:ResourceAccount': bucket.accountId,
      },
      resourcePolicy:
        document === undefined
          ? undefined
          : context.compiler.compile(document, {
              kind: 'resource',
              name: `${arn} bucket policy`,
            }),
    } satisfies AccessCheck,
  };
}

/**
 * Asks whether the caller has a permission on a bucket or an object in it, public access block included.
 *
 * @returns the refusal, or nothing when it is allowed
 */
export function refuseOnBucket(
  call: S3Call,
  bucket: BucketState,
  permission: S3Permission,
  key?: string,
): AwsError | undefined {
  const { caller, context } = call;
  const { check, document } = bucketCheck(call, bucket, permission, key);
  const isOutsider =
    accountIdOf(caller) !== bucket.accountId && caller.kind !== 'service';
  if (
    isOutsider &&
    document !== undefined &&
    effectivePublicAccessBlock(context.store.state, bucket)
      .restrictPublicBuckets &&
    isPublicPolicy(document)
  ) {
    return denied(caller, '', check);
  }
  const decision = context.authorizer.decide(caller, check);
  return decision.verdict === 'allow'
    ? undefined
    : denied(caller, denialReason(decision, check.action), check);
}

/**
 * Asks whether the caller has a permission on no bucket in particular.
 *
 * @returns the refusal, or nothing when it is allowed
 */
export function refuseOnAccount(
  call: S3Call,
  permission: S3Permission,
  resource: string,
): AwsError | undefined {
  const { caller } = call;
  const accountId = accountIdOf(caller);
  if (accountId === undefined) {
    return new AwsError(403, 'AccessDenied', 'Access Denied');
  }
  const check: AccessCheck = {
    action: permission.action,
    resource,
    resourceAccount: accountId,
    context: { ...s3Context(call), ...permission.context },
  };
  const decision = call.context.authorizer.decide(caller, check);
  return decision.verdict === 'allow'
    ? undefined
    : denied(caller, denialReason(decision, check.action), check);
}

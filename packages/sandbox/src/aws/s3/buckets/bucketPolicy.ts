import { PolicyParseError } from '@corridors/policy-engine';
import { callerName } from '../../authorization/requestContext';
import { AwsError } from '../../http/AwsError';
import { listOf } from '../../state/listOf';
import {
  savePrincipalPolicy,
  showPrincipalPolicy,
} from '../../state/principalPolicy';
import { effectivePublicAccessBlock } from '../publicAccess/effectivePublicAccessBlock';
import { isPublicPolicy } from '../publicAccess/isPublicPolicy';
import { respondEmpty, respondXml } from '../respond';
import { bucketArn, bucketOf } from '../S3Call';
import type { S3Call, S3Operation } from '../S3Call';

/** "Bucket policies are limited to 20 KB in size". */
const MAXIMUM_BYTES = 20 * 1024;

const malformed = (message: string) =>
  new AwsError(400, 'MalformedPolicy', message);

const noPolicy = (bucketName: string) =>
  new AwsError(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist', {
    details: { BucketName: bucketName },
  });

function resourcesOf(document: string): unknown[] {
  const policy: { Statement?: unknown } = JSON.parse(document);
  return listOf<unknown>(policy.Statement).flatMap(statement => {
    if (typeof statement !== 'object' || statement === null) {
      return [];
    }
    const allowed = 'Resource' in statement ? statement.Resource : undefined;
    const excepted =
      'NotResource' in statement ? statement.NotResource : undefined;
    return [...listOf<unknown>(allowed), ...listOf<unknown>(excepted)];
  });
}

function checkPolicy(call: S3Call, document: string): void {
  const bucket = bucketOf(call);
  const arn = bucketArn(bucket.name);
  if (Buffer.byteLength(document) > MAXIMUM_BYTES) {
    throw new AwsError(
      400,
      'PolicyTooLarge',
      'The policy exceeds the maximum size of 20 KB.',
    );
  }
  if (!document.trimStart().startsWith('{')) {
    throw malformed(
      "Policies must be valid JSON and the first byte must be '{'",
    );
  }
  try {
    call.context.compiler.compile(document, {
      kind: 'resource',
      name: `${arn} bucket policy`,
    });
  } catch (error) {
    if (error instanceof PolicyParseError) {
      throw malformed(error.message);
    }
    throw error;
  }
  const isForeign = (resource: unknown) =>
    typeof resource !== 'string' ||
    (resource !== arn && !resource.startsWith(`${arn}/`));
  if (resourcesOf(document).some(isForeign)) {
    throw malformed('Policy has invalid resource');
  }
}

const getBucketPolicy: S3Operation = {
  name: 'GetBucketPolicy',
  route: { method: 'GET', target: 'bucket', query: 'policy' },
  permissions: () => [{ action: 's3:GetBucketPolicy', on: 'bucket' }],
  run(call) {
    const bucket = bucketOf(call);
    if (!bucket.policy) {
      throw noPolicy(bucket.name);
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: showPrincipalPolicy(bucket.policy, call.context.store.state),
    };
  },
};

const putBucketPolicy: S3Operation = {
  name: 'PutBucketPolicy',
  route: { method: 'PUT', target: 'bucket', query: 'policy' },
  permissions: () => [{ action: 's3:PutBucketPolicy', on: 'bucket' }],
  async run(call) {
    const bucket = bucketOf(call);
    const { store } = call.context;
    const document = (await call.readPayload()).body.toString('utf8');
    checkPolicy(call, document);
    const outcome = savePrincipalPolicy(document, store.state);
    if ('unknownPrincipal' in outcome) {
      throw new AwsError(
        400,
        'MalformedPolicy',
        'Invalid principal in policy',
        {
          details: { Detail: `"AWS" : "${outcome.unknownPrincipal}"` },
        },
      );
    }
    const block = effectivePublicAccessBlock(store.state, bucket);
    if (
      block.blockPublicPolicy &&
      isPublicPolicy(document) &&
      call.caller.kind !== 'anonymous'
    ) {
      throw new AwsError(
        403,
        'AccessDenied',
        `User: ${callerName(
          call.caller,
        )} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(
          bucket.name,
        )}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      );
    }
    bucket.policy = outcome.saved;
    store.changed();
    return respondEmpty(204);
  },
};

const deleteBucketPolicy: S3Operation = {
  name: 'DeleteBucketPolicy',
  route: { method: 'DELETE', target: 'bucket', query: 'policy' },
  permissions: () => [{ action: 's3:DeleteBucketPolicy', on: 'bucket' }],
  run(call) {
    const bucket = bucketOf(call);
    bucket.policy = undefined;
    call.context.store.changed();
    return respondEmpty(204);
  },
};

const getBucketPolicyStatus: S3Operation = {
  name: 'GetBucketPolicyStatus',
  route: { method: 'GET', target: 'bucket', query: 'policyStatus' },
  permissions: () => [{ action: 's3:GetBucketPolicyStatus', on: 'bucket' }],
  run(call) {
    const bucket = bucketOf(call);
    if (!bucket.policy) {
      throw noPolicy(bucket.name);
    }
    return respondXml('PolicyStatus', {
      IsPublic: isPublicPolicy(bucket.policy.document),
    });
  },
};

/** The policy of a bucket. */
export const bucketPolicyOperations: readonly S3Operation[] = [
  getBucketPolicy,
  putBucketPolicy,
  deleteBucketPolicy,
  getBucketPolicyStatus,
];

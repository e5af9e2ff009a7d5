import { readList, readRecord, readText } from '../../readJson';
import { ObjectMetadata, readObjectMetadata } from './objectMetadata';

/**
 * One condition of a Kubernetes object's status.
 *
 * @public
 */
export interface ObservedCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/**
 * A Bucket, Role or Policy that a controller of AWS Controllers for Kubernetes (ACK) keeps, slim.
 *
 * @public
 */
export interface ObservedAwsResource extends ObjectMetadata {
  readonly kind: 'Bucket' | 'Role' | 'Policy';
  /** `spec.name`: the name in AWS. */
  readonly awsName?: string;
  /** `status.ackResourceMetadata.arn`. */
  readonly arn?: string;
  readonly conditions: readonly ObservedCondition[];
  /** The slim object in the shape Kubernetes has it: what a provisioner's `readiness` takes. */
  readonly object: Readonly<Record<string, unknown>>;
}

/** Projects an ACK object of the given kind. */
export function projectAwsResource(
  kind: ObservedAwsResource['kind'],
  object: unknown,
): ObservedAwsResource {
  const root = readRecord(object);
  const metadata = readObjectMetadata(object);
  const status = readRecord(root.status);
  const conditions = readList(status.conditions).map(readCondition);
  return {
    ...metadata,
    kind,
    awsName: readText(readRecord(root.spec).name),
    arn: readText(readRecord(status.ackResourceMetadata).arn),
    conditions,
    object: {
      apiVersion: readText(root.apiVersion),
      kind,
      metadata: {
        name: metadata.name,
        namespace: metadata.namespace,
        labels: metadata.labels,
        creationTimestamp: metadata.createdAt,
        deletionTimestamp: metadata.deletedAt,
        generation: readRecord(root.metadata).generation,
      },
      spec: { name: readText(readRecord(root.spec).name) },
      status: {
        ackResourceMetadata: readRecord(status.ackResourceMetadata),
        conditions,
      },
    },
  };
}

function readCondition(value: unknown): ObservedCondition {
  const condition = readRecord(value);
  return {
    type: readText(condition.type) ?? '',
    status: readText(condition.status) ?? 'Unknown',
    reason: readText(condition.reason),
    message: readText(condition.message),
    lastTransitionTime: readText(condition.lastTransitionTime),
  };
}

import { readList, readRecord, readStringMap, readText } from '../../readJson';
import { ObjectMetadata, readObjectMetadata } from './objectMetadata';

/** Prefix of the annotations that the Amazon EKS Pod Identity webhook reads. */
export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
const AUDIENCE_ANNOTATION = 'eks.amazonaws.com/audience';

/**
 * A ServiceAccount, slim, with the annotations of IAM roles for service accounts
 * (source: Amazon EKS user guide, "Assign IAM roles to Kubernetes service accounts").
 *
 * @public
 */
export interface ObservedServiceAccount extends ObjectMetadata {
  /** Value of `eks.amazonaws.com/role-arn`. */
  readonly roleArn?: string;
  /** Value of `eks.amazonaws.com/audience`. */
  readonly audience?: string;
  /**
   * RFC 3339: when the role annotation took its present value: from `managedFields` where the server keeps them, else
   * when the change was seen, else when the ServiceAccount was created.
   */
  readonly roleAnnotationSince?: string;
}

/**
 * Projects a `v1` ServiceAccount.
 *
 * @param previous - what was known of the same ServiceAccount, to notice that the annotation changed
 * @param seenAt - when this version was delivered
 */
export function projectServiceAccount(
  object: unknown,
  previous: ObservedServiceAccount | undefined,
  seenAt: Date,
): ObservedServiceAccount {
  const metadata = readObjectMetadata(object);
  const annotations = readStringMap(
    readRecord(readRecord(object).metadata).annotations,
  );
  const roleArn = annotations[ROLE_ANNOTATION];
  const same = previous !== undefined && previous.uid === metadata.uid;
  const sinceSeen =
    same && previous.roleArn !== roleArn ? seenAt.toISOString() : undefined;
  const sinceBefore =
    same && previous.roleArn === roleArn
      ? previous.roleAnnotationSince
      : undefined;
  return {
    ...metadata,
    roleArn,
    audience: annotations[AUDIENCE_ANNOTATION],
    roleAnnotationSince:
      roleArn === undefined
        ? undefined
        : annotationWrittenAt(object) ??
          sinceSeen ??
          sinceBefore ??
          metadata.createdAt,
  };
}

/** When a field manager last wrote a set that owns the role annotation. */
function annotationWrittenAt(object: unknown): string | undefined {
  const times: string[] = [];
  for (const entry of readList(
    readRecord(readRecord(object).metadata).managedFields,
  )) {
    const fields = readRecord(readRecord(entry).fieldsV1);
    const annotations = readRecord(
      readRecord(fields['f:metadata'])['f:annotations'],
    );
    const time = readText(readRecord(entry).time);
    if (`f:${ROLE_ANNOTATION}` in annotations && time !== undefined) {
      times.push(time);
    }
  }
  return times.sort().at(-1);
}

import { valueAt, type LocatedObject } from '../../declared/locatedObject';

/** Kinds of ACK object that are read. */
export type AckKind = 'Bucket' | 'Policy' | 'Role';

const KINDS: Readonly<Record<string, AckKind>> = {
  's3.services.k8s.aws/v1alpha1 Bucket': 'Bucket',
  'iam.services.k8s.aws/v1alpha1 Policy': 'Policy',
  'iam.services.k8s.aws/v1alpha1 Role': 'Role',
};

/** Kind of an ACK object; undefined for other objects, and for ACK objects that are not read. */
export function kindOf(object: LocatedObject): AckKind | undefined {
  return KINDS[`${object.value.apiVersion} ${object.value.kind}`];
}

/** Text at a path; undefined when there is none or something else. */
export function textAt(
  object: LocatedObject,
  path: readonly PropertyKey[],
): string | undefined {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : undefined;
}

/** `metadata.name`. */
export function nameOf(object: LocatedObject): string {
  return textAt(object, ['metadata', 'name']) ?? '';
}

/** `metadata.namespace`. */
export function namespaceOf(object: LocatedObject): string {
  return textAt(object, ['metadata', 'namespace']) ?? '';
}

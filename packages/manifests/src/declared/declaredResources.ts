import type { Problem } from '@corridors/model';
import type {
  AccessModelBucket,
  AccessModelRole,
  PolicySource,
} from '@corridors/policy-engine';

import type { LocatedObject } from './locatedObject';

/** Something that a repository declares, with the object that declares it. */
export interface Declared<T> {
  readonly value: T;
  readonly object: LocatedObject;
  /** Name of the corridor in whose folder it stands; absent for what the platform team declares. */
  readonly corridor?: string;
}

/** A managed policy, by its ARN, and by the Kubernetes object that others may refer to. */
export interface DeclaredPolicy {
  readonly arn: string;
  readonly source: PolicySource;
  readonly reference?: { readonly namespace: string; readonly name: string };
}

/** Finds managed policies that the repository declares. */
export interface PolicyLookup {
  byArn(arn: string): PolicySource | undefined;
  byReference(namespace: string, name: string): PolicySource | undefined;
}

/** What objects declare, and what of them is not understood. */
export interface DeclaredResources {
  readonly roles: readonly Declared<AccessModelRole>[];
  readonly buckets: readonly Declared<AccessModelBucket>[];
  readonly problems: readonly Problem[];
}

/** An error at a field of an object. */
export function problemAt(
  object: LocatedObject,
  path: readonly PropertyKey[],
  code: string,
  message: string,
  more: { readonly severity?: 'warning'; readonly related?: string } = {},
): Problem {
  return {
    code,
    severity: more.severity ?? 'error',
    message,
    file: object.file,
    line: object.lineOf(path),
    ...(more.related === undefined ? {} : { related: more.related }),
  };
}

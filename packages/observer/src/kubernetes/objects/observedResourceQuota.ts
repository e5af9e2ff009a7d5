import { readRecord, readStringMap } from '../../readJson';
import { ObjectMetadata, readObjectMetadata } from './objectMetadata';

/**
 * A ResourceQuota: limits and use by resource name (`requests.cpu`), as Kubernetes quantities.
 *
 * @public
 */
export interface ObservedResourceQuota extends ObjectMetadata {
  readonly hard: Readonly<Record<string, string>>;
  readonly used: Readonly<Record<string, string>>;
}

/** Projects a `v1` ResourceQuota. */
export function projectResourceQuota(object: unknown): ObservedResourceQuota {
  const status = readRecord(readRecord(object).status);
  return {
    ...readObjectMetadata(object),
    hard: readStringMap(
      status.hard ?? readRecord(readRecord(object).spec).hard,
    ),
    used: readStringMap(status.used),
  };
}

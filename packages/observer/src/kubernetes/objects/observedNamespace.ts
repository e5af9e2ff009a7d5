import { readRecord, readText } from '../../readJson';
import { ObjectMetadata, readObjectMetadata } from './objectMetadata';

/**
 * A Namespace, slim.
 *
 * @public
 */
export interface ObservedNamespace extends ObjectMetadata {
  /** `Active` or `Terminating`. */
  readonly phase: string;
}

/** Projects a `v1` Namespace. */
export function projectNamespace(object: unknown): ObservedNamespace {
  return {
    ...readObjectMetadata(object),
    phase: readText(readRecord(readRecord(object).status).phase) ?? 'Active',
  };
}

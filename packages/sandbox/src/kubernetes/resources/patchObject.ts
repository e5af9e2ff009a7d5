import { OBJECT_MODIFIED, conflict, invalid, notFound } from '../StatusError';
import { apiVersionOf } from '../kinds';
import { parseObject } from '../objects';
import { applyPatch } from '../patch';
import { StoredObject } from '../store';
import { storeKey } from './prepareObject';
import { ResourceRequest } from './ResourceRequest';
import { UpdateScope, replaceObject } from './updateObject';

/**
 * Patches an object, or its status alone.
 *
 * @param mediaType - content type of the request, without parameters
 * @throws StatusError 400, 404, 409, 415 or 422
 * @public
 */
export function patchObject(
  request: ResourceRequest,
  name: string,
  patch: { readonly mediaType: string; readonly text: string },
  scope: UpdateScope,
): StoredObject {
  const { cluster, kind, namespace } = request;
  const present = cluster.store.get(storeKey(request), namespace, name);
  if (!present) {
    throw notFound(kind, name);
  }
  const patched = parseObject(
    applyPatch(present.object, patch.mediaType, patch.text, kind),
    {
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
    },
  );
  const { metadata } = patched;
  if (
    metadata.resourceVersion !== present.object.metadata.resourceVersion &&
    metadata.resourceVersion
  ) {
    throw conflict(kind, name, OBJECT_MODIFIED);
  }
  if (
    metadata.name !== name ||
    metadata.namespace !== present.object.metadata.namespace
  ) {
    const field =
      metadata.name === name ? 'metadata.namespace' : 'metadata.name';
    throw invalid(kind, name, [
      {
        reason: 'FieldValueInvalid',
        field,
        message: 'Invalid value: field is immutable',
      },
    ]);
  }
  return replaceObject(request, present, patched, scope);
}

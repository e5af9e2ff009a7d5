import { badRequest, invalid } from '../StatusError';
import { resourceKey } from '../kinds';
import { KubernetesObject } from '../objects';
import {
  pruneUnknownFields,
  validateBuiltIn,
  validateCustomResource,
  validateMetadata,
} from '../validation';
import { ResourceRequest } from './ResourceRequest';

/**
 * Prunes a custom resource to its schema.
 *
 * @throws StatusError 400 when unknown fields are to be refused (`fieldValidation=Strict`)
 * @public
 */
export function pruneObject(
  request: ResourceRequest,
  object: KubernetesObject,
): KubernetesObject {
  const { schema } = request.kind;
  if (!schema) {
    return object;
  }
  const { value, dropped } = pruneUnknownFields(object, schema);
  if (dropped.length > 0 && request.fieldValidation === 'Strict') {
    const fields = dropped.map(field => `unknown field "${field}"`).join(', ');
    throw badRequest(`strict decoding error: ${fields}`);
  }
  return {
    ...value,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
  };
}

/**
 * Refuses an object that its kind does not allow.
 *
 * @throws StatusError 422 with each field named
 * @public
 */
export function checkObject(
  request: ResourceRequest,
  object: KubernetesObject,
): void {
  const { kind } = request;
  const causes = [
    ...validateMetadata(kind, object),
    ...(kind.schema
      ? validateCustomResource(kind.schema, object)
      : validateBuiltIn(kind, object)),
  ];
  if (causes.length > 0) {
    throw invalid(kind, object.metadata.name, causes);
  }
}

/**
 * The object without a status, for kinds whose status is written through its subresource only.
 *
 * @public
 */
export function withoutStatus(
  request: ResourceRequest,
  object: KubernetesObject,
): KubernetesObject {
  if (!request.kind.subresources.includes('status')) {
    return object;
  }
  const { status, ...rest } = object;
  return {
    ...rest,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
  };
}

/** The key under which a request's objects are stored. @public */
export function storeKey(request: ResourceRequest): string {
  return resourceKey(request.kind);
}

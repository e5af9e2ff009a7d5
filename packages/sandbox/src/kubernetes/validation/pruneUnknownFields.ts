import { StructuralSchema } from '../kinds';
import { isRecord } from '../objects';

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';

function prune(
  value: unknown,
  schema: StructuralSchema,
  path: string,
  dropped: string[],
): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? value.map((item, index) =>
          prune(item, items, `${path}[${index}]`, dropped),
        )
      : value;
  }
  if (!isRecord(value)) {
    return value;
  }
  const result: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const { additionalProperties } = schema;
    const property = schema.properties?.[key];
    const childPath = path ? `${path}.${key}` : key;
    if (property) {
      result[key] = prune(entry, property, childPath, dropped);
    } else if (isRecord(additionalProperties)) {
      result[key] = prune(entry, additionalProperties, childPath, dropped);
    } else if (additionalProperties === true || schema[PRESERVE] === true) {
      result[key] = entry;
    } else {
      dropped.push(childPath);
    }
  }
  return result;
}

/**
 * Drops what the schema of a custom resource does not name, as the API server does before it stores one. Source: "Extend
 * the Kubernetes API with CustomResourceDefinitions", section "Field pruning".
 *
 * @returns the value and the paths that were dropped
 * @public
 */
export function pruneUnknownFields(
  value: Readonly<Record<string, unknown>>,
  schema: StructuralSchema,
): { value: Readonly<Record<string, unknown>>; dropped: readonly string[] } {
  const dropped: string[] = [];
  const { apiVersion, kind, metadata, ...body } = value;
  const pruned = prune(body, schema, '', dropped);
  return {
    value: { apiVersion, kind, metadata, ...(isRecord(pruned) ? pruned : {}) },
    dropped,
  };
}

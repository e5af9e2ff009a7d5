import * as client from '@kubernetes/client-node';

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

/**
 * Fields of a Kubernetes object that its type does not have, by the attribute tables of the JavaScript client, which are
 * generated from Kubernetes' own API description.
 *
 * @param type - name of the client's model, as `V1Namespace`
 */
export function unknownFields(
  value: unknown,
  type: string,
  path = '',
): string[] {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) {
    return Array.isArray(value)
      ? value.flatMap((item, index) =>
          unknownFields(item, list, `${path}[${index}]`),
        )
      : [`${path} must be a list`];
  }
  const mapOf = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (mapOf !== undefined) {
    return Object.entries(asRecord(value)).flatMap(([key, item]) =>
      unknownFields(item, mapOf, `${path}.${key}`),
    );
  }
  const attributes = attributesOf(type);
  if (!attributes) {
    return [];
  }
  return Object.entries(asRecord(value)).flatMap(([key, item]) => {
    const attribute = attributes.find(({ baseName }) => baseName === key);
    return attribute
      ? unknownFields(item, attribute.type, `${path}.${key}`)
      : [`${path}.${key}`];
  });
}

function attributesOf(type: string): readonly Attribute[] | undefined {
  const model: unknown = Object.entries(client).find(
    ([name]) => name === type,
  )?.[1];
  return typeof model === 'function' &&
    'getAttributeTypeMap' in model &&
    typeof model.getAttributeTypeMap === 'function'
    ? model.getAttributeTypeMap()
    : undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

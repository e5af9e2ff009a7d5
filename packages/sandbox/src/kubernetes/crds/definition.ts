import { KubernetesObject } from '../objects';
import { StructuralSchema } from '../kinds';

/** A field whose content is passed through. */
export const anything: StructuralSchema = {
  'x-kubernetes-preserve-unknown-fields': true,
};
/** An object whose content is passed through. */
export const anyObject: StructuralSchema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};
export const text: StructuralSchema = { type: 'string' };
export const flag: StructuralSchema = { type: 'boolean' };
export const whole: StructuralSchema = { type: 'integer' };

/** An object of the given fields and no others. */
export function fields(
  properties: Readonly<Record<string, StructuralSchema>>,
  required: readonly string[] = [],
): StructuralSchema {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

/** A list of the given items. */
export function listOf(items: StructuralSchema): StructuralSchema {
  return { type: 'array', items };
}

/** An object with keys of any name. */
export function mapOf(values: StructuralSchema): StructuralSchema {
  return { type: 'object', additionalProperties: values };
}

/** One of the given words. */
export function oneOf(...words: readonly string[]): StructuralSchema {
  return { type: 'string', enum: words };
}

/** The CustomResourceDefinition of a namespaced kind with a status subresource. */
export function customResourceDefinition(options: {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly spec: StructuralSchema;
  readonly status: StructuralSchema;
  readonly columns?: readonly Readonly<Record<string, unknown>>[];
}): KubernetesObject {
  const { group, kind, plural, shortNames, spec, status, columns } = options;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        ...(shortNames ? { shortNames } : {}),
      },
      versions: [
        {
          name: options.version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                apiVersion: text,
                kind: text,
                metadata: { type: 'object' },
                spec,
                status,
              },
            },
          },
          subresources: { status: {} },
          ...(columns ? { additionalPrinterColumns: columns } : {}),
        },
      ],
    },
  };
}

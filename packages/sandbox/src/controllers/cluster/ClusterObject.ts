import { z } from 'zod';

const textMap = z.record(z.string(), z.string());

const objectSchema = z.looseObject({
  apiVersion: z.string().default(''),
  kind: z.string().default(''),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().default(''),
    resourceVersion: z.string().optional(),
    generation: z.number().optional(),
    deletionTimestamp: z.string().optional(),
    labels: textMap.optional(),
    annotations: textMap.optional(),
  }),
});

/**
 * An object as a watch tells of it: JSON, with the metadata that controllers read.
 *
 * @public
 */
export type ClusterObject = z.infer<typeof objectSchema>;

/**
 * Reads an object that came over the wire.
 *
 * @throws ZodError when it is no Kubernetes object
 * @public
 */
export function parseClusterObject(value: unknown): ClusterObject {
  return objectSchema.parse(value);
}

/** `namespace/name`, or the name alone for objects of the cluster. @public */
export function objectKey(object: {
  readonly metadata: { readonly namespace?: string; readonly name: string };
}): string {
  const { namespace, name } = object.metadata;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

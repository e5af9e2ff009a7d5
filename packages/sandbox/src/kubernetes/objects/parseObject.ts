import { z } from 'zod';
import { badRequest } from '../StatusError';
import { KubernetesObject } from './KubernetesObject';

const stringMap = z.record(z.string(), z.string());

const objectSchema = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z
    .looseObject({
      name: z.string().optional(),
      generateName: z.string().optional(),
      namespace: z.string().optional(),
      uid: z.string().optional(),
      resourceVersion: z.string().optional(),
      generation: z.number().optional(),
      creationTimestamp: z.string().nullish(),
      deletionTimestamp: z.string().nullish(),
      deletionGracePeriodSeconds: z.number().nullish(),
      labels: stringMap.nullish(),
      annotations: stringMap.nullish(),
      finalizers: z.array(z.string()).nullish(),
      ownerReferences: z
        .array(
          z.looseObject({
            apiVersion: z.string(),
            kind: z.string(),
            name: z.string(),
            uid: z.string(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

function withoutNulls(
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, entry]) => entry !== null && entry !== undefined,
    ),
  );
}

/**
 * Reads a request body as an object of the wanted kind. Left-out `apiVersion` and `kind` are filled in, as the API server
 * does for a body sent to the path of a kind.
 *
 * @param value - parsed JSON or YAML
 * @throws StatusError 400 when it is no object, names another kind, or its metadata has a wrong type
 * @public
 */
export function parseObject(
  value: unknown,
  wanted: { apiVersion: string; kind: string },
): KubernetesObject {
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || 'body';
    throw badRequest(
      `${wanted.kind} in version "${
        wanted.apiVersion
      }" cannot be handled as a ${wanted.kind}: ${field}: ${
        issue?.message ?? 'not an object'
      }`,
    );
  }
  const {
    apiVersion = wanted.apiVersion,
    kind = wanted.kind,
    metadata,
    ...rest
  } = parsed.data;
  if (apiVersion !== wanted.apiVersion) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${wanted.apiVersion})`,
    );
  }
  if (kind !== wanted.kind) {
    throw badRequest(
      `the kind in the data (${kind}) does not match the expected kind (${wanted.kind})`,
    );
  }
  const meta = withoutNulls(metadata ?? {});
  return {
    apiVersion,
    kind,
    metadata: { ...meta, name: metadata?.name ?? '' },
    ...rest,
  };
}

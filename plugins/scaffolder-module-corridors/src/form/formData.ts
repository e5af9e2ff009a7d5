import type { PreflightBody } from '@corridors/plugin-corridors-common';
import { z } from 'zod';

/**
 * What the request form holds, as far as it is filled in. The keys are the parameters of the template.
 */
const formDataSchema = z.object({
  environment: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  owner: z.string().optional().catch(undefined),
  buckets: z.array(z.unknown()).optional().catch(undefined),
  uses: z.array(z.unknown()).optional().catch(undefined),
  spark: z.unknown().optional(),
  quota: z.unknown().optional(),
});

/** {@link formDataSchema} */
export type RequestFormData = z.infer<typeof formDataSchema>;

/** Reads the form's data; what is not of the expected kind counts as not filled in. */
export function readFormData(formData: unknown): RequestFormData {
  return formDataSchema.parse(formData ?? {});
}

function withoutBlanks(
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}

/** The body that asks about the name alone; `undefined` while name or environment are missing. */
export function namePreflight({
  environment,
  name,
}: RequestFormData): PreflightBody | undefined {
  return environment && name
    ? { stage: 'name', spec: { metadata: { name }, spec: { environment } } }
    : undefined;
}

/** The body that asks about everything that is filled in. */
export function fullPreflight({
  name,
  title,
  ...spec
}: RequestFormData): PreflightBody {
  return {
    stage: 'full',
    spec: {
      metadata: withoutBlanks({ name, title }),
      spec: withoutBlanks(spec),
    },
  };
}

import { z } from 'zod';
import { identitySchema, resourceSchema } from './access';
import { derivedNamesSchema } from './derivedNames';
import type { Immutable } from './immutable';
import { manifestFileSchema } from './manifestFile';
import { predictedAccessSchema } from './prediction';
import { problemSchema } from './problem';

/**
 * Body of `POST /v1/preflight`. `spec` is the corridor as in `corridor.yaml` (`metadata` and `spec`; `apiVersion` and
 * `kind` may be left out). Stage `name` needs `metadata.name` and `spec.environment` only and looks at nothing else.
 *
 * @public
 */
export const preflightBodySchema = z.strictObject({
  spec: z.record(z.string(), z.unknown()),
  stage: z.enum({ name: 'name', full: 'full' }),
});

/**
 * What {@link preflightBodySchema} describes.
 *
 * @public
 */
export type PreflightBody = Immutable<z.infer<typeof preflightBodySchema>>;

/**
 * Answer of `POST /v1/preflight`. `ok` is false when a problem of severity `error` is there; `files`, `changes`,
 * `filesDigest`, `access` and `prediction` come with stage `full` and a specification that can be rendered. A problem of
 * code `opens-a-leak` is one that the policies of the repository would have with the change in it, and have not without.
 *
 * @public
 */
export const preflightAnswerSchema = z.object({
  ok: z.boolean(),
  problems: z.array(problemSchema),
  names: derivedNamesSchema.optional(),
  files: z.array(manifestFileSchema).optional(),
  access: z
    .object({
      identities: z.array(identitySchema),
      resources: z.array(resourceSchema),
      cells: z.array(
        z.object({
          cell: z.string(),
          verdict: z.enum({ allow: 'allow', deny: 'deny' }),
          because: z.string(),
        }),
      ),
    })
    .optional(),
  changes: z
    .array(
      z.object({
        path: z.string(),
        change: z.enum({
          added: 'added',
          modified: 'modified',
          removed: 'removed',
        }),
      }),
    )
    .optional(),
  filesDigest: z.string().optional(),
  prediction: predictedAccessSchema.optional(),
});

/**
 * Code of a problem: the change would open a leak, or bring what is unproven or not understood.
 *
 * @public
 */
export const OPENS_A_LEAK = 'opens-a-leak';

/**
 * What {@link preflightAnswerSchema} describes.
 *
 * @public
 */
export type PreflightAnswer = Immutable<z.infer<typeof preflightAnswerSchema>>;

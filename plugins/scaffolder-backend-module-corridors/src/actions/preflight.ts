import { ConflictError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { z as zod } from 'zod';
import type { CorridorsGateway } from '../corridors/CorridorsGateway';
import { describeProblems } from '../corridors/describeProblems';
import { listAccess } from '../corridors/listAccess';
import { renderForInitiator } from '../corridors/renderForInitiator';
import { corridorInput, parseInput } from './input';
import { examples } from './preflight.examples';

const inputSchema = zod.object({
  corridor: corridorInput,
  shownFilesDigest: zod.string().optional(),
});

const resultSchema = zod.object({
  filesDigest: zod.string(),
  namespace: zod.string(),
  roleArn: zod.string(),
  access: zod.array(zod.string()),
});

/**
 * `corridors:preflight`: checks a corridor on behalf of whoever started the task and fails with every problem. Writes
 * nothing.
 *
 * @public
 */
export function createPreflightAction(options: {
  readonly gateway: CorridorsGateway;
}) {
  return createTemplateAction({
    id: 'corridors:preflight',
    description:
      'Checks whether a corridor can be asked for as it is: names, limits, owner, everything that exists already, and what it could reach and who could reach it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        corridor: z =>
          z
            .record(z.any())
            .describe('The corridor as in corridor.yaml: metadata and spec'),
        shownFilesDigest: z =>
          z
            .string()
            .optional()
            .describe(
              'Digest of the files that the preview showed; the step fails when they have changed since',
            ),
      },
      output: {
        filesDigest: z =>
          z.string().describe('Digest of the files that the corridor makes'),
        namespace: z => z.string().describe('Namespace that it will have'),
        roleArn: z => z.string().describe('ARN of the role that it will have'),
      },
    },
    async handler(ctx) {
      const { corridor, shownFilesDigest } = parseInput(inputSchema, ctx.input);
      // A checkpoint, because the task's own reservation would refuse the corridor when a lost task is taken up again.
      const result = resultSchema.parse(
        await ctx.checkpoint({
          key: 'preflight',
          fn: async () => {
            const rendered = await renderForInitiator(
              options.gateway,
              corridor,
              ctx,
            );
            if (rendered.warnings.length > 0) {
              ctx.logger.warn(describeProblems(rendered.warnings));
            }
            return {
              filesDigest: rendered.filesDigest,
              namespace: rendered.names?.namespace ?? '',
              roleArn: rendered.names?.roleArn ?? '',
              access: listAccess(rendered.prediction),
            };
          },
        }),
      );
      if (shownFilesDigest && shownFilesDigest !== result.filesDigest) {
        throw new ConflictError(
          `The files of corridor "${corridor.metadata.name}" have changed since the preview showed them. Go back to the preview, look at them again and create the corridor from there`,
        );
      }
      ctx.output('filesDigest', result.filesDigest);
      ctx.output('namespace', result.namespace);
      ctx.output('roleArn', result.roleArn);
      result.access.forEach(sentence => ctx.logger.info(sentence));
      ctx.logger.info(`Corridor ${corridor.metadata.name} can be asked for`);
    },
  });
}

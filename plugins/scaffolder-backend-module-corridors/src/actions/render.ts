import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { z as zod } from 'zod';
import type { CorridorsGateway } from '../corridors/CorridorsGateway';
import { renderForInitiator } from '../corridors/renderForInitiator';
import { writeFolder } from '../workspace/files';
import { corridorInput, defaultFolder, folderInput, parseInput } from './input';
import { examples } from './render.examples';

const inputSchema = zod.object({
  corridor: corridorInput,
  folder: folderInput,
});

const resultSchema = zod.object({
  filesDigest: zod.string(),
  files: zod.array(zod.object({ path: zod.string(), content: zod.string() })),
});

/**
 * `corridors:render`: has the corridors plugin render a corridor and writes the files to the workspace.
 *
 * @public
 */
export function createRenderAction(options: {
  readonly gateway: CorridorsGateway;
}) {
  return createTemplateAction({
    id: 'corridors:render',
    description:
      'Renders the manifests of a corridor into the workspace; the folder is replaced.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        corridor: z =>
          z
            .record(z.any())
            .describe('The corridor as in corridor.yaml: metadata and spec'),
        folder: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace; default corridors/<name>'),
      },
      output: {
        folder: z =>
          z.string().describe('Folder of the workspace that holds the files'),
        files: z =>
          z
            .array(z.string())
            .describe('Paths of the files, relative to the folder'),
        filesDigest: z =>
          z
            .string()
            .describe('Digest of the files, for corridors:pull-request'),
      },
    },
    async handler(ctx) {
      const { corridor, folder = defaultFolder(corridor) } = parseInput(
        inputSchema,
        ctx.input,
      );
      const { files, filesDigest } = resultSchema.parse(
        await ctx.checkpoint({
          key: 'render',
          fn: async () => {
            const rendered = await renderForInitiator(
              options.gateway,
              corridor,
              ctx,
            );
            return {
              filesDigest: rendered.filesDigest,
              files: rendered.files.map(file => ({ ...file })),
            };
          },
        }),
      );
      await writeFolder(ctx.workspacePath, folder, files);
      ctx.output('folder', folder);
      ctx.output(
        'files',
        files.map(file => file.path),
      );
      ctx.output('filesDigest', filesDigest);
      ctx.logger.info(`Rendered ${files.length} files to ${folder}`);
    },
  });
}

import { ConflictError, toError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  CorridorsForges,
  ForgeChange,
} from '@corridors/plugin-corridors-node';
import { z as zod } from 'zod';
import type { CorridorsGateway } from '../corridors/CorridorsGateway';
import { describePullRequest } from '../corridors/describePullRequest';
import { renderForInitiator } from '../corridors/renderForInitiator';
import { type Reservation, reserveOnce } from '../corridors/reserveOnce';
import {
  IrregularFileError,
  readFolder,
  type WorkspaceFile,
} from '../workspace/files';
import { findDifference } from '../workspace/findDifference';
import {
  type CorridorInput,
  corridorInput,
  defaultFolder,
  folderInput,
  parseInput,
} from './input';
import { examples } from './pullRequest.examples';

const inputSchema = zod.object({
  corridor: corridorInput,
  filesDigest: zod.string().min(1),
  folder: folderInput,
});

const pullRequestSchema = zod.object({
  url: zod.string(),
  number: zod.number(),
  headSha: zod.string(),
});

/** Longest reason that a reservation is released with. */
const LONGEST_REASON = 2000;

/**
 * `corridors:pull-request`: reserves the corridor, makes sure that the workspace holds what was rendered, and proposes it
 * to the GitOps repository. Where to is the corridors plugin's answer; no input says it.
 *
 * @public
 */
export function createPullRequestAction(options: {
  readonly gateway: CorridorsGateway;
  readonly forges: CorridorsForges;
  /** Base URL of the portal, for the link in the description. */
  readonly portalUrl?: string;
}) {
  const { gateway, forges, portalUrl } = options;
  return createTemplateAction({
    id: 'corridors:pull-request',
    description:
      'Reserves a corridor and proposes its rendered files to the GitOps repository as one pull request.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        corridor: z =>
          z
            .record(z.any())
            .describe('The corridor as in corridor.yaml: metadata and spec'),
        filesDigest: z =>
          z
            .string()
            .describe('Digest of the files, as corridors:render gives it'),
        folder: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder of the workspace that holds the files; default corridors/<name>',
            ),
      },
      output: {
        requestId: z => z.string().describe('Request in the portal'),
        pullRequestUrl: z => z.string().describe('Page of the pull request'),
        pullRequestNumber: z =>
          z.number().describe('Number of the pull request'),
      },
    },
    async handler(ctx) {
      const {
        corridor,
        filesDigest,
        folder = defaultFolder(corridor),
      } = parseInput(inputSchema, ctx.input);
      if (ctx.isDryRun) {
        const { files } = await renderForInitiator(gateway, corridor, ctx);
        await assertUnchanged(ctx.workspacePath, folder, files);
        ctx.logger.info(
          'Dry run: the corridor is neither reserved nor proposed',
        );
        ctx.output('requestId', 'dry-run');
        ctx.output('pullRequestUrl', 'https://example.com/dry-run');
        ctx.output('pullRequestNumber', 0);
        return;
      }
      const reservation = await reserveOnce(
        gateway,
        corridor,
        filesDigest,
        ctx,
      );
      ctx.output('requestId', reservation.id);
      const pullRequest = await propose(reservation).catch(async error => {
        await release(reservation.id, toError(error).message);
        throw error;
      });
      await gateway.recordPullRequest(reservation.id, pullRequest, ctx);
      ctx.output('pullRequestUrl', pullRequest.url);
      ctx.output('pullRequestNumber', pullRequest.number);
      ctx.logger.info(
        `Pull request ${pullRequest.number} is open: ${pullRequest.url}`,
      );

      async function propose(reserved: Reservation) {
        await assertUnchanged(ctx.workspacePath, folder, reserved.files);
        return pullRequestSchema.parse(
          await ctx.checkpoint({
            key: `pull-request.${reserved.id}`,
            fn: async () => {
              const forge = forges.forRepository(reserved.repoUrl);
              const change = changeOf(corridor, reserved, portalUrl);
              const { url, number, headSha } = await forge.openOrUpdate(
                change,
                ctx.signal,
              );
              return { url, number, headSha };
            },
          }),
        );
      }

      async function release(id: string, reason: string): Promise<void> {
        try {
          // Without the task's signal: a cancelled task gives its reservation back as well.
          await gateway.release(id, reason.slice(0, LONGEST_REASON), {
            getInitiatorCredentials: ctx.getInitiatorCredentials,
          });
        } catch (error) {
          ctx.logger.warn(
            `Request ${id} stays reserved until it expires. ${
              toError(error).message
            }`,
          );
        }
      }
    },
  });
}

async function assertUnchanged(
  workspacePath: string,
  folder: string,
  rendered: readonly WorkspaceFile[],
): Promise<void> {
  const difference = await findDifferenceOfFolder(
    workspacePath,
    folder,
    rendered,
  );
  if (difference) {
    throw new ConflictError(
      `The files in ${folder} are not those that were rendered: ${difference}. Only rendered files are proposed; remove the step that changes them`,
    );
  }
}

async function findDifferenceOfFolder(
  workspacePath: string,
  folder: string,
  rendered: readonly WorkspaceFile[],
): Promise<string | undefined> {
  try {
    return findDifference(await readFolder(workspacePath, folder), rendered);
  } catch (error) {
    if (error instanceof IrregularFileError) {
      return error.message;
    }
    throw error;
  }
}

function changeOf(
  corridor: CorridorInput,
  reservation: Reservation,
  portalUrl: string | undefined,
): ForgeChange {
  const { folder, branch: base } = reservation.target;
  const inRepository = (path: string) => `${folder}/${path}`;
  const { title } = corridor.metadata;
  return {
    ...describePullRequest({
      requestId: reservation.id,
      corridor: reservation.corridor,
      environment: reservation.environment,
      owner: reservation.owner,
      requestedBy: reservation.requestedBy,
      title: typeof title === 'string' ? title : undefined,
      portalUrl,
      files: reservation.files.map(file => inRepository(file.path)),
      prediction: reservation.prediction,
      warnings: reservation.warnings,
    }),
    branch: reservation.branch,
    base,
    basePath: folder,
    files: reservation.files.map(file => ({
      path: inRepository(file.path),
      content: file.content,
    })),
    remove: reservation.remove.map(inRepository),
  };
}

import { parseCorridor, type Problem } from '@corridors/model';
import {
  ForgeError,
  type Forge,
  type PullRequestStatus,
} from '@corridors/plugin-corridors-node';
import type { GitopsLocation } from '../configuration';
import { folderInRepository } from './branch';
import type { CorridorKnowledge } from './CorridorKnowledge';
import { predictChange } from './predictChange';

/** What a proposal is checked with. */
export interface ProposalContext {
  readonly forge: Pick<Forge, 'readTree'>;
  readonly gitops: Pick<GitopsLocation, 'path'>;
  readonly knowledge: Pick<CorridorKnowledge, 'tree'>;
}

/**
 * Evaluates what a pull request really carries against the repository as it is now: both may have changed since its
 * corridor was reserved.
 *
 * @returns what forbids it; undefined when the forge or the repository cannot be read now, so that what was checked at the
 * reservation stands
 */
export async function checkProposal(
  corridor: string,
  { headSha, branch }: Pick<PullRequestStatus, 'headSha' | 'branch'>,
  { forge, gitops, knowledge }: ProposalContext,
  signal?: AbortSignal,
): Promise<Problem[] | undefined> {
  const repository = knowledge.tree();
  const folder = folderInRepository(corridor, gitops);
  const files = await readFolder(forge, headSha, folder, signal);
  if (!repository || !files) {
    return undefined;
  }
  const path = `corridors/${corridor}/corridor.yaml`;
  const spec = files.find(file => file.path === 'corridor.yaml');
  const parsed = spec && parseCorridor(spec.content, path);
  if (!parsed?.ok) {
    return parsed
      ? [...parsed.problems]
      : [refusal('no-spec', `Branch ${branch} holds no ${path}.`)];
  }
  const { name } = parsed.value.metadata;
  const environment = repository.fleet.environments.find(
    ({ metadata }) => metadata.name === parsed.value.spec.environment,
  );
  if (name !== corridor || !environment) {
    return [
      refusal(
        'other-spec',
        name === corridor
          ? `${path} of branch ${branch} names environment ${parsed.value.spec.environment}, which does not exist.`
          : `${path} of branch ${branch} is the spec of ${name}.`,
      ),
    ];
  }
  return predictChange(
    parsed.value,
    environment,
    files,
    repository,
  ).problems.filter(({ severity }) => severity === 'error');
}

function refusal(code: string, message: string): Problem {
  return { code, severity: 'error', message };
}

/** The files of a folder, relative to it; undefined when the forge does not answer. */
async function readFolder(
  forge: ProposalContext['forge'],
  headSha: string,
  folder: string,
  signal: AbortSignal | undefined,
) {
  try {
    const { files } = await forge.readTree(headSha, folder, signal);
    return files.map(({ path, content }) => ({
      path: path.slice(folder.length + 1),
      content,
    }));
  } catch (error) {
    if (error instanceof ForgeError) {
      return undefined;
    }
    throw error;
  }
}

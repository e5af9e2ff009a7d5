import { InputError } from '@backstage/errors';
import type { PullRequestBody } from '@corridors/plugin-corridors-common';
import {
  ForgeError,
  type Forge,
  type PullRequestStatus,
} from '@corridors/plugin-corridors-node';
import type { GitopsLocation } from '../configuration';
import type { StoredRequest } from '../database';

/**
 * Checks that a pull request is one of the repository and on the branch of the request.
 *
 * @returns what the forge says, or undefined when it cannot be asked now: the reconcile looks again
 * @throws InputError naming the field that is not of the request
 */
export async function confirmPullRequest(
  request: StoredRequest,
  body: PullRequestBody,
  forge: Pick<Forge, 'status'>,
  { repoUrl }: GitopsLocation,
): Promise<PullRequestStatus | undefined> {
  if (!body.url.startsWith(`${repoUrl}/`)) {
    throw new InputError(
      `url is ${body.url}, which is not in the repository ${repoUrl}`,
    );
  }
  const status = await forge.status(body.number).catch(error => {
    if (!(error instanceof ForgeError)) {
      throw error;
    }
    if (error.kind === 'not-found') {
      throw new InputError(
        `number is ${body.number}, and there is no such pull request in ${repoUrl}`,
        error,
      );
    }
    return undefined;
  });
  if (status && status.branch !== request.branch) {
    throw new InputError(
      `number is ${body.number}, a pull request of branch ${status.branch}; request ${request.id} is on ${request.branch}`,
    );
  }
  return status;
}

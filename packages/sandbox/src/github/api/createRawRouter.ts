import { Router } from 'express';
import { findEntry } from '../git/trees';
import { GithubError } from '../hosting/GithubError';
import type { HostedRepository } from '../hosting/HostedRepository';
import type { Hosting } from '../hosting/Hosting';
import { answerError } from './answerError';
import { authenticate } from './authenticate';

/** `GET /raw/{owner}/{repo}/{revision}/{path}`: the bytes of a file. */
export function createRawRouter(hosting: Hosting): Router {
  const router = Router();
  router.get('/:owner/:repo/:rest(*)', (request, response, next) => {
    const answer = async () => {
      authenticate(hosting, request);
      const { owner = '', repo = '', rest = '' } = request.params;
      const repository = hosting.find(owner, repo);
      const content =
        repository && (await readFile(repository, rest.split('/')));
      if (!content) {
        throw GithubError.notFound();
      }
      response
        .type('text/plain')
        .set('x-content-type-options', 'nosniff')
        .send(content);
    };
    answer().catch(next);
  });
  router.use(answerError);
  return router;
}

/** Branches may hold slashes: the shortest beginning that names a revision wins, as at GitHub. */
async function readFile(
  repository: HostedRepository,
  segments: readonly string[],
): Promise<Buffer | undefined> {
  for (let length = 1; length < segments.length; length++) {
    const commit = await repository.git.resolveCommit(
      segments.slice(0, length).join('/'),
    );
    const entry =
      commit &&
      (await findEntry(
        repository.git,
        commit.tree,
        segments.slice(length).join('/'),
      ));
    if (entry?.type === 'blob') {
      return repository.git.readBlob(entry.oid);
    }
  }
  return undefined;
}

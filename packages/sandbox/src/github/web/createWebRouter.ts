import express, {
  type ErrorRequestHandler,
  type Request,
  type Response,
  Router,
} from 'express';
import type { Urls } from '../api/Urls';
import { findEntry } from '../git/trees';
import { GithubError } from '../hosting/GithubError';
import type { HostedRepository } from '../hosting/HostedRepository';
import type { Hosting } from '../hosting/Hosting';
import { requirePullRequest, withTips } from '../hosting/pullRequests';
import type { Html } from './html';
import type { PageContext } from './layout';
import { commitPage } from './pages/commitPage';
import { commitsPage } from './pages/commitsPage';
import { errorPage } from './pages/errorPage';
import { pullPage } from './pages/pullPage';
import { pullsPage } from './pages/pullsPage';
import { repositoriesPage } from './pages/repositoriesPage';
import { treePage } from './pages/treePage';
import { pullActions, type PullAction } from './pullActions';
import { assertOwnForm, readSession, writeSession } from './Session';
import { STYLE } from './style';

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Pages to browse repositories and to review, merge and close pull requests. */
export function createWebRouter(hosting: Hosting, urls: Urls): Router {
  const router = Router();
  const { port } = new URL(urls.origin);
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`];
  router.use((request, response, next) => {
    response.set(SECURITY_HEADERS);
    next(
      hosts.includes(request.headers.host ?? '')
        ? undefined
        : new GithubError(421, 'This is not the host you asked'),
    );
  });
  router.use(express.urlencoded({ extended: false }));
  router.get('/style.css', (_request, response) => {
    response.type('css').set('cache-control', 'max-age=3600').send(STYLE);
  });

  const contextOf = (request: Request, response: Response): PageContext => ({
    session: readSession(hosting, request, response),
    users: hosting.users,
    path: request.originalUrl,
  });
  const repositoryOf = (request: Request): HostedRepository => {
    const found = hosting.find(
      request.params.owner ?? '',
      request.params.repo ?? '',
    );
    if (!found) {
      throw GithubError.notFound();
    }
    return found;
  };
  const get = (
    path: string,
    render: (request: Request, context: PageContext) => Html | Promise<Html>,
  ) =>
    router.get(path, (request, response, next) => {
      const answer = async () => {
        const page = await render(request, contextOf(request, response));
        response
          .type('html')
          .set('cache-control', 'no-store')
          .send(page.markup);
      };
      answer().catch(next);
    });

  get('/', (_request, context) => repositoriesPage(context, hosting));
  get('/:owner/:repo/pulls', (request, context) =>
    pullsPage(
      context,
      repositoryOf(request),
      request.query.state === 'closed' ? 'closed' : 'open',
    ),
  );
  get('/:owner/:repo/pull/:number(\\d+)', async (request, context) => {
    const repository = repositoryOf(request);
    const pull = await withTips(
      repository,
      requirePullRequest(repository, Number(request.params.number)),
    );
    return pullPage(context, repository, pull);
  });
  get('/:owner/:repo/commits/:revision(*)?', async (request, context) => {
    const repository = repositoryOf(request);
    const revision = request.params.revision || repository.defaultBranch;
    return commitsPage(
      context,
      repository,
      revision,
      await repository.requireCommit(revision),
    );
  });
  get('/:owner/:repo/commit/:sha', async (request, context) => {
    const repository = repositoryOf(request);
    const commit = await repository.git.readCommit(
      await repository.requireCommit(request.params.sha ?? ''),
    );
    if (!commit) {
      throw GithubError.notFound();
    }
    return commitPage(context, repository, commit);
  });
  get('/:owner/:repo/:kind(tree|blob)/:rest(*)', (request, context) =>
    browse(
      context,
      repositoryOf(request),
      (request.params.rest ?? '').split('/'),
    ),
  );
  get('/:owner/:repo', (request, context) => {
    const repository = repositoryOf(request);
    return browse(context, repository, [repository.defaultBranch]);
  });

  router.post('/session', (request, response) => {
    const session = readSession(hosting, request, response);
    assertOwnForm(request, session);
    const user = hosting.findByLogin(String(request.body.login));
    if (!user) {
      throw GithubError.notFound();
    }
    writeSession(response, { ...session, user });
    response.redirect(303, ownPath(String(request.body.back)));
  });
  router.post(
    '/:owner/:repo/pull/:number(\\d+)/:action',
    (request, response, next) => {
      const act = async () => {
        const context = contextOf(request, response);
        assertOwnForm(request, context.session);
        const repository = repositoryOf(request);
        const number = Number(request.params.number);
        const action: PullAction | undefined = pullActions.get(
          request.params.action ?? '',
        );
        if (!action) {
          throw GithubError.notFound();
        }
        try {
          await repository.exclusively(() =>
            action(
              repository,
              number,
              context.session.user,
              String(request.body.sha),
            ),
          );
          response.redirect(303, `/${repository.fullName}/pull/${number}`);
        } catch (error) {
          if (!(error instanceof GithubError) || error.status === 404) {
            throw error;
          }
          const pull = await withTips(
            repository,
            requirePullRequest(repository, number),
          );
          const page = await pullPage(context, repository, pull, error.message);
          response.status(error.status).type('html').send(page.markup);
        }
      };
      act().catch(next);
    },
  );
  router.use(() => {
    throw GithubError.notFound();
  });
  router.use(answerWithPage(contextOf));
  return router;
}

/** Shows what lies at `revision/path`; a revision may hold slashes. */
async function browse(
  context: PageContext,
  repository: HostedRepository,
  segments: readonly string[],
): Promise<Html> {
  for (let length = 1; length <= segments.length; length++) {
    const revision = segments.slice(0, length).join('/');
    const path = segments.slice(length).filter(Boolean).join('/');
    const commit = await repository.git.resolveCommit(revision);
    const entry =
      commit && (await findEntry(repository.git, commit.tree, path));
    if (entry) {
      return treePage(context, repository, revision, path, entry);
    }
  }
  throw GithubError.notFound();
}

/** Only paths of our own pages are gone back to. */
function ownPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

function answerWithPage(
  contextOf: (request: Request, response: Response) => PageContext,
): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error instanceof GithubError ? error.status : 500;
    const message = error instanceof Error ? error.message : String(error);
    response
      .status(status)
      .type('html')
      .send(errorPage(contextOf(request, response), status, message).markup);
  };
}

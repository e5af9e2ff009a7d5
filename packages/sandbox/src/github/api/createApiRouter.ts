import express, { type Request, type Response, Router } from 'express';
import { randomUUID } from 'crypto';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { GithubError } from '../hosting/GithubError';
import type { Hosting } from '../hosting/Hosting';
import type { ApiAnswer, ApiRoute } from './ApiRoute';
import { answerError } from './answerError';
import { authenticate } from './authenticate';
import { presentUser } from './present';
import { apiRoutes } from './routes';
import type { Urls } from './Urls';

const LARGEST_BODY = '40mb';

/** The REST API, version 3, as far as it is served. */
export function createApiRouter(hosting: Hosting, urls: Urls): Router {
  const router = Router();
  router.use(express.json({ limit: LARGEST_BODY, type: () => true }));
  router.use((_request, response, next) => {
    response.set({
      'x-github-request-id': randomUUID(),
      'x-github-media-type': 'github.v3',
    });
    next();
  });
  router.get('/user', (request, response) => {
    const user = authenticate(hosting, request);
    response.json({
      ...presentUser(urls, user.login),
      name: user.name ?? user.login,
    });
  });
  router.get('/users/:login', (request, response) => {
    authenticate(hosting, request);
    const user = hosting.findByLogin(request.params.login);
    if (!user) {
      throw GithubError.notFound();
    }
    response.json({
      ...presentUser(urls, user.login),
      name: user.name ?? user.login,
    });
  });
  router.get('/repos/:owner/:repo/forks', (request, response) => {
    authenticate(hosting, request);
    response.json([]);
  });
  for (const route of apiRoutes) {
    router[route.method](
      `/repos/:owner/:repo${route.path}`,
      (request, response, next) => {
        serve(hosting, urls, route, request, response).catch(next);
      },
    );
  }
  router.use(() => {
    throw GithubError.notFound();
  });
  router.use(answerError);
  return router;
}

async function serve(
  hosting: Hosting,
  urls: Urls,
  route: ApiRoute,
  request: Request,
  response: Response,
): Promise<void> {
  const user = authenticate(hosting, request);
  const repository = hosting.find(
    request.params.owner ?? '',
    request.params.repo ?? '',
  );
  if (!repository) {
    throw GithubError.notFound();
  }
  const isWrite = route.method !== 'get';
  if (isWrite && user.permission === 'read') {
    throw new GithubError(
      403,
      'Resource not accessible by personal access token',
    );
  }
  response.set('x-oauth-scopes', 'repo');
  const run = () => route.handle({ user, repository, urls, request });
  await send(response, await (isWrite ? repository.exclusively(run) : run()));
}

async function send(
  response: Response,
  { status = 200, headers = {}, body }: ApiAnswer,
): Promise<void> {
  response.status(status).set(headers);
  if (body instanceof Readable) {
    await pipeline(body, response);
  } else if (Buffer.isBuffer(body)) {
    response.send(body);
  } else if (body === undefined) {
    response.end();
  } else {
    response.json(body);
  }
}

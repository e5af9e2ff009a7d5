import type { IncomingMessage, ServerResponse } from 'node:http';
import { Cluster } from '../Cluster';
import { StatusError, internalError, methodNotAllowed } from '../StatusError';
import { Faults } from './Faults';
import { RequestTarget, parseTarget } from './RequestTarget';
import { authorizeRequest, effectiveUser } from './authorizeRequest';
import { Exchange, sendStatus, sendText } from './Exchange';
import { handlePath } from './handlePath';
import { handleResource } from './handleResource';
import { answerReview } from './reviews';
import { virtualKinds } from './virtualKinds';

async function dispatch(
  exchange: Exchange,
  target: RequestTarget,
): Promise<void> {
  if (target.kind === 'path') {
    handlePath(exchange);
    return;
  }
  const { group, version, resource } = target;
  const kind = exchange.cluster.kinds.find(group, version, resource);
  if (kind) {
    await handleResource(exchange, kind, target);
    return;
  }
  const review = virtualKinds.find(
    candidate =>
      candidate.group === group &&
      candidate.version === version &&
      candidate.plural === resource,
  );
  if (!review) {
    sendText(exchange.response, 404, '404 page not found\n');
    return;
  }
  if (exchange.request.method !== 'POST') {
    throw methodNotAllowed();
  }
  await answerReview(exchange, review);
}

async function answer(
  cluster: Cluster,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname: path, searchParams: query } = new URL(
    request.url ?? '/',
    'https://cluster',
  );
  const method = request.method ?? 'GET';
  if (await faults.strike({ method, path, query }, request, response)) {
    return;
  }
  const target = parseTarget(path);
  const authenticated = await cluster.authenticator.authenticate(
    request.headers.authorization,
  );
  const user = effectiveUser(cluster, authenticated, request.headers);
  authorizeRequest(cluster, user, { method, target, query });
  await dispatch({ cluster, user, request, response, path, query }, target);
}

/**
 * Answers the requests of one cluster's API.
 *
 * @param log - told of what should not have happened
 * @public
 */
export function createRequestListener(
  cluster: Cluster,
  faults: Faults,
  log: (message: string) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(cluster, faults, request, response).catch((error: unknown) => {
      const refusal =
        error instanceof StatusError
          ? error
          : internalError(
              error instanceof Error ? error.message : String(error),
            );
      if (refusal.code === 500) {
        log(
          `${request.method} ${request.url}: ${
            error instanceof Error ? error.stack : String(error)
          }`,
        );
      }
      if (response.headersSent) {
        response.destroy();
      } else {
        sendStatus(response, refusal);
      }
    });
  };
}

import { methodNotAllowed } from '../StatusError';
import { Exchange, sendJson, sendText } from './Exchange';
import { discover } from './discovery';
import { describeOpenApi } from './openapi';

/** The version whose behaviour the sandbox follows. */
const VERSION = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.1+corridors-sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2025-09-09T19:44:50Z',
  goVersion: '',
  compiler: 'gc',
  platform: `${process.platform}/${process.arch}`,
};

function documentAt({ cluster, path }: Exchange): unknown {
  switch (path.replace(/(.)\/$/, '$1')) {
    case '/version':
      return VERSION;
    case '/.well-known/openid-configuration':
      return cluster.issuer.discoveryDocument();
    case '/openid/v1/jwks':
      return cluster.issuer.jwks();
    default:
      return path.startsWith('/openapi/')
        ? describeOpenApi(path, cluster.kinds)
        : discover(path, cluster.kinds);
  }
}

/**
 * Answers a path that names no resource: health, version, discovery, OpenAPI, the keys of the token issuer.
 *
 * @throws StatusError 405
 * @public
 */
export function handlePath(exchange: Exchange): void {
  const { request, response, path } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw methodNotAllowed();
  }
  if (['/healthz', '/livez', '/readyz'].includes(path)) {
    sendText(response, 200, 'ok');
    return;
  }
  const document = documentAt(exchange);
  if (document === undefined) {
    sendText(response, 404, '404 page not found\n');
    return;
  }
  sendJson(response, 200, JSON.stringify(document));
}

import { once } from 'events';
import express from 'express';
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { createApiRouter } from './api/createApiRouter';
import { createGraphqlRouter } from './api/createGraphqlRouter';
import { createRawRouter } from './api/createRawRouter';
import { Urls } from './api/Urls';
import { GithubFaults } from './Faults';
import { Hosting } from './hosting/Hosting';
import type { GithubOptions } from './options';
import { createWebRouter } from './web/createWebRouter';

/**
 * The sandbox's GitHub while it runs.
 *
 * @public
 */
export interface Github {
  /** Where people go: `http://localhost:8180`. */
  readonly url: string;
  /** Base of the REST API; GraphQL is beside it at `/api/graphql`, as in GitHub Enterprise Server. */
  readonly apiBaseUrl: string;
  /** Base of raw file contents. */
  readonly rawBaseUrl: string;
  /** Makes requests fail; for tests. */
  readonly faults: GithubFaults;
  /** Forgets all changes and starts again from the seeds. */
  reset(): Promise<void>;
  /** Ends all connections. What was done is on disk. */
  close(): Promise<void>;
}

/**
 * Serves repositories by GitHub's REST and GraphQL APIs on 127.0.0.1, with pages to browse, review and merge. Commits are
 * real: each repository is a bare Git repository in `stateDir`.
 *
 * @throws Error of the system when the port is taken
 * @public
 */
export async function startGithub(options: GithubOptions): Promise<Github> {
  const hosting = await Hosting.open(options);
  const faults = new GithubFaults();
  const server = createServer();
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const urls = new Urls(`http://localhost:${port}`);

  const app = express();
  app.disable('x-powered-by');
  app.use('/api', faults.handler);
  app.use('/api/v3', createApiRouter(hosting, urls));
  app.use('/api/graphql', createGraphqlRouter(hosting, urls));
  app.use('/raw', createRawRouter(hosting));
  app.use(createWebRouter(hosting, urls));
  server.on('request', app);

  return {
    url: urls.origin,
    apiBaseUrl: urls.api,
    rawBaseUrl: `${urls.origin}/raw`,
    faults,
    reset: () => hosting.reset(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '@corridors/sandbox';
import type { Sandbox, SandboxPorts } from '@corridors/sandbox';
import type { Entity } from '@backstage/catalog-model';
import { eventually } from './eventually';
import { freePorts } from './freePorts';
import { portalConfig } from './portalConfig';
import { Repository } from './Repository';
import { Route } from './Route';
import { startBackend } from './startBackend';
import type { Backend } from './startBackend';

/** The ways from the portal to what it works with, each of which can be cut. */
export interface Routes {
  readonly experimentCluster: Route;
  readonly analyticsCluster: Route;
  readonly s3: Route;
  /** STS and IAM. */
  readonly sts: Route;
}

/** The sandbox and a portal beside it, in this process. */
export interface Portal extends Backend {
  readonly sandbox: Sandbox;
  readonly repository: Repository;
  readonly routes: Routes;
  readonly stateDir: string;
}

async function sandboxPorts(): Promise<SandboxPorts> {
  const [
    github = 0,
    experimentCluster = 0,
    analyticsCluster = 0,
    aws = 0,
    instanceMetadata = 0,
    identityProvider = 0,
  ] = await freePorts(6);
  return {
    github,
    experimentCluster,
    analyticsCluster,
    aws,
    instanceMetadata,
    identityProvider,
  };
}

/** What a test may prepare. */
export interface PortalOptions {
  /** Time of clusters and AWS accounts. */
  readonly clock?: () => Date;
  /** Variables that the portal gets instead of the sandbox's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Further entities of the catalog. */
  readonly entities?: readonly Entity[];
}

/** Starts sandbox and portal with a state of their own. */
export async function startPortal(
  options: PortalOptions = {},
): Promise<Portal> {
  const folder = await mkdtemp(path.join(tmpdir(), 'corridors-portal-'));
  const stateDir = path.join(folder, 'state');
  const database = path.join(folder, 'database');
  await mkdir(database);
  const sandbox = await startSandbox({
    stateDir,
    ports: await sandboxPorts(),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const { urls } = sandbox;
  const routes = {
    experimentCluster: await Route.to(urls.clusters['vpc2-kspray1'] ?? ''),
    analyticsCluster: await Route.to(urls.clusters['analytics-eks1'] ?? ''),
    s3: await Route.to(urls.aws),
    sts: await Route.to(urls.aws),
  };
  const backend = await startBackend(
    portalConfig({
      database,
      variables: { ...sandbox.environment, ...options.environment },
      github: urls.github,
      instanceMetadata: urls.instanceMetadata,
      experimentCluster: routes.experimentCluster.url,
      analyticsCluster: routes.analyticsCluster.url,
      s3: routes.s3.url,
      sts: routes.sts.url,
    }),
    options.entities,
  );
  await eventually('the portal has read the repository', async () => {
    const { status } = await backend.pat.get('/corridors/v1/corridors');
    return status === 200 ? true : undefined;
  });
  return {
    ...backend,
    sandbox,
    repository: new Repository(
      urls.github,
      sandbox.environment.CORRIDORS_GITHUB_TOKEN ?? '',
    ),
    routes,
    stateDir,
    stop: async () => {
      await backend.stop();
      await Promise.all(Object.values(routes).map(route => route.cut()));
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

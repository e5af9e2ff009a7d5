import path from 'node:path';
import { startGithub } from '../github';
import type { Github, GithubFaults } from '../github';
import { startIdentityProvider } from '../identity-provider';
import type { Faults } from '../kubernetes';
import { createCertificateAuthority } from '../tls';
import { Closers } from './Closers';
import { PEOPLE } from './people';
import { DEFAULT_PORTS } from './ports';
import type { SandboxPorts } from './ports';
import { portalEnvironment } from './portalEnvironment';
import { SandboxSecrets } from './SandboxSecrets';
import { gitopsRepository } from './seed/gitopsRepository';
import { openRequest } from './seed/openRequest';
import { seedFiles } from './seed/seedFiles';
import { ANALYTICS, EXPERIMENT, REGION } from './places';
import { startAccounts } from './startAccounts';
import { startCluster } from './startCluster';
import { startControllers } from './startControllers';
import { tellStories } from './tellStories';

const REPOSITORY = { owner: 'platform', name: 'corridors-gitops' };
/** How often a GitOps controller looks for what was merged. Argo CD's default is 2 min; a person waits here. */
const POLL_MILLISECONDS = 2000;

/**
 * Settings of the sandbox.
 *
 * @public
 */
export interface SandboxOptions {
  /** Folder that keeps the state; created when missing. */
  readonly stateDir: string;
  readonly ports?: Partial<SandboxPorts>;
  /** How many corridors there are beside the seed's, for load. Default 0. */
  readonly fleet?: number;
  /** Where the portal's backend answers, for sign-in. Default `http://localhost:7007`. */
  readonly portalUrl?: string;
  /** What the clusters and the AWS accounts take for the time; for tests. */
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}

/**
 * A running sandbox.
 *
 * @public
 */
export interface Sandbox {
  /** Variables that `app-config.sandbox.yaml` refers to. Most of them are secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly urls: {
    readonly github: string;
    readonly aws: string;
    readonly instanceMetadata: string;
    readonly identityProvider: string;
    /** Cluster → URL of its API. */
    readonly clusters: Readonly<Record<string, string>>;
  };
  /** What lets requests fail; for tests. */
  readonly faults: {
    readonly github: GithubFaults;
    /** Cluster → faults of its API. */
    readonly clusters: Readonly<Record<string, Faults>>;
  };
  close(): Promise<void>;
}

/** Issuer of the analytics cluster's tokens: a name that the certificate holds. */
const issuerOf = (ports: SandboxPorts) =>
  `https://localhost:${ports.analyticsCluster}`;

async function startForge(
  options: SandboxOptions,
  secrets: SandboxSecrets,
  ports: SandboxPorts,
): Promise<{
  github: Github;
  seed: Awaited<ReturnType<typeof gitopsRepository>>;
}> {
  const seed = await gitopsRepository({
    extra: options.fleet ?? 0,
    issuer: issuerOf(ports),
  });
  const github = await startGithub({
    port: ports.github,
    stateDir: path.join(options.stateDir, 'github'),
    repositories: [
      {
        ...REPOSITORY,
        description: 'Corridors: what is wanted, and what is rendered from it',
        files: seed.files,
      },
      {
        owner: REPOSITORY.owner,
        name: 'organisation',
        description: 'Who works here',
        files: await seedFiles('organisation'),
      },
    ],
    users: [
      ...PEOPLE.map(({ name, displayName }) => ({
        login: name,
        name: displayName,
      })),
      {
        login: 'corridors-portal',
        name: 'Corridors portal',
        token: secrets.token('github/corridors-portal'),
      },
      {
        login: 'gitops-reconciler',
        token: secrets.token('github/gitops-reconciler'),
        permission: 'read',
      },
      {
        login: 'marts-bot',
        token: secrets.token('github/marts-bot'),
      },
    ],
  });
  return { github, seed };
}

/**
 * Starts everything that the portal works with on loopback: a forge, two clusters with their controllers, two AWS
 * accounts, a metadata service and an identity provider. The state is kept in a folder; a folder without one is given
 * the seed.
 *
 * @throws Error when a port is taken or the state cannot be read; nothing is left running then
 * @public
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { stateDir, clock, log = () => undefined } = options;
  const ports = { ...DEFAULT_PORTS, ...options.ports };
  const closers = new Closers();
  try {
    const secrets = await SandboxSecrets.open(stateDir);
    const authority = await createCertificateAuthority({ stateDir });
    const accounts = await startAccounts({
      ports,
      stateDir,
      authority,
      secrets,
      closers,
      clock,
    });
    const identityProvider = closers.add(
      await startIdentityProvider({
        port: ports.identityProvider,
        users: PEOPLE,
        clients: [
          {
            clientId: 'portal',
            clientSecret: secrets.token('oidc/portal'),
            redirectUris: [
              `${
                options.portalUrl ?? 'http://localhost:7007'
              }/api/auth/oidc/handler/frame`,
            ],
          },
        ],
      }),
    );
    const { github, seed } = await startForge(options, secrets, ports);
    closers.add(github);

    const common = {
      region: REGION,
      stateDir,
      authority,
      secrets,
      clock,
      log,
    };
    const experimentSetup = {
      ...common,
      name: EXPERIMENT.cluster,
      port: ports.experimentCluster,
      seeds: ['clusters/every'],
    };
    const analyticsSetup = {
      ...common,
      name: ANALYTICS.cluster,
      port: ports.analyticsCluster,
      seeds: ['clusters/every', 'clusters/analytics-eks1'],
      issuer: issuerOf(ports),
    };
    const experiment = closers.add(await startCluster(experimentSetup));
    const analytics = closers.add(await startCluster(analyticsSetup));

    const keys = await accounts.setUp(analytics.issuer);

    const repository = `${REPOSITORY.owner}/${REPOSITORY.name}`;
    const forge = { apiBaseUrl: github.apiBaseUrl, repository };
    for (const controllers of [
      {
        cluster: experimentSetup,
        server: experiment,
        accountId: EXPERIMENT.accountId,
        keys: keys.experiment,
        instanceMetadataUrl: accounts.instanceMetadataUrl,
      },
      {
        cluster: analyticsSetup,
        server: analytics,
        accountId: ANALYTICS.accountId,
        keys: keys.analytics,
      },
    ]) {
      await startControllers(
        {
          ...controllers,
          github: forge,
          awsEndpoint: accounts.url,
          pollIntervalMs: POLL_MILLISECONDS,
        },
        closers,
      );
    }
    const stories = new AbortController();
    const telling = tellStories(
      [
        { setup: experimentSetup, server: experiment },
        { setup: analyticsSetup, server: analytics },
      ],
      accounts.analyticsRoot,
      stories.signal,
    );
    closers.add({
      close: async () => {
        stories.abort();
        await telling;
      },
    });
    await openRequest(
      {
        apiUrl: github.apiBaseUrl,
        token: secrets.token('github/marts-bot'),
        repository,
      },
      seed.fleet,
    );
    await secrets.save();

    return {
      environment: portalEnvironment({
        caFile: authority.caFile,
        secrets,
        clusters: [EXPERIMENT.cluster, ANALYTICS.cluster],
        keys: { single1: keys.experiment, analytics: keys.analytics },
      }),
      urls: {
        github: github.url,
        aws: accounts.url,
        instanceMetadata: accounts.instanceMetadataUrl,
        identityProvider: identityProvider.url,
        clusters: {
          [EXPERIMENT.cluster]: experiment.url,
          [ANALYTICS.cluster]: analytics.url,
        },
      },
      faults: {
        github: github.faults,
        clusters: {
          [EXPERIMENT.cluster]: experiment.faults,
          [ANALYTICS.cluster]: analytics.faults,
        },
      },
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

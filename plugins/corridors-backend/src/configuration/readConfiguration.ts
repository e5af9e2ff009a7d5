import { readFileSync } from 'node:fs';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  corridorsConfigSchema,
  type EnvironmentConfig,
} from './corridorsConfigSchema';
import type {
  AwsEndpointConfiguration,
  CorridorsConfiguration,
  EnvironmentConnection,
  NodeRoleCredentialSource,
} from './CorridorsConfiguration';
import { readClusterConnection } from './readClusterConnection';

const DEFAULT_GITOPS_SECONDS = 15;
const DEFAULT_AWS_SECONDS = 300;
const DEFAULT_RETENTION_DAYS = 180;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Reads `corridors` of app-config and what it refers to.
 *
 * @throws InputError naming the path of what is wrong, and what to do
 */
export function readConfiguration(config: Config): CorridorsConfiguration {
  const parsed = corridorsConfigSchema.safeParse(
    config.getOptional('corridors') ?? {},
  );
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${['corridors', ...path].join('.')}: ${message}`,
    );
    throw new InputError(`app-config is not valid: ${problems.join('; ')}`);
  }
  const { gitops, environments } = parsed.data;
  return {
    gitops: {
      repoUrl: gitops.repoUrl,
      branch: gitops.branch,
      path: gitops.path,
      frequencySeconds:
        readSeconds(config, 'corridors.gitops.frequency') ??
        DEFAULT_GITOPS_SECONDS,
    },
    environments: new Map(
      Object.entries(environments).map(([name, environment]) => [
        name,
        readEnvironment(config, name, environment),
      ]),
    ),
    retentionMilliseconds:
      (readSeconds(config, 'corridors.retention') ?? 0) * 1000 ||
      DEFAULT_RETENTION_DAYS * DAY_MILLISECONDS,
  };
}

function readEnvironment(
  config: Config,
  name: string,
  environment: EnvironmentConfig,
): EnvironmentConnection {
  const at = `corridors.environments.${name}`;
  const { cluster } = environment.kubernetes;
  const { live, requestsPerSecond, schedule } = environment.verification;
  return {
    name,
    cluster: {
      name: cluster,
      connection: readClusterConnection(
        config,
        cluster,
        `${at}.kubernetes.cluster`,
      ),
    },
    aws: {
      endpoints: readEndpoints(
        environment.aws.endpoints,
        `${at}.aws.endpoints`,
      ),
      eksCluster: environment.aws.eksCluster,
      frequencySeconds:
        readSeconds(config, `${at}.aws.frequency`) ?? DEFAULT_AWS_SECONDS,
    },
    nodeRole: readNodeRole(environment.nodeRole.credentials),
    verification: {
      live,
      requestsPerSecond,
      schedule:
        schedule === undefined
          ? undefined
          : readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(`${at}.verification.schedule`),
            ),
    },
  };
}

function readEndpoints(
  { caFile, ...endpoints }: EnvironmentConfig['aws']['endpoints'],
  at: string,
): AwsEndpointConfiguration {
  if (caFile === undefined) {
    return endpoints;
  }
  try {
    return { ...endpoints, ca: readFileSync(caFile, 'utf8') };
  } catch (error) {
    throw new InputError(
      `${at}.caFile is "${caFile}", which cannot be read: ${error}`,
    );
  }
}

function readNodeRole(
  credentials: EnvironmentConfig['nodeRole']['credentials'],
): NodeRoleCredentialSource {
  if (credentials === 'none') {
    return { kind: 'none' };
  }
  if ('imds' in credentials) {
    return { kind: 'imds', url: credentials.imds.url.replace(/\/+$/, '') };
  }
  const { via } = credentials.assumeRole;
  return { kind: 'assume-role', via: via === 'main' ? {} : { accountId: via } };
}

function readSeconds(config: Config, key: string): number | undefined {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key })) / 1000
    : undefined;
}

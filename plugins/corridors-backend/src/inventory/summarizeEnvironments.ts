import {
  standingWeaknesses,
  type Environment,
  type FactSource,
  type Fleet,
} from '@corridors/model';
import type { EnvironmentSummary } from '@corridors/plugin-corridors-common';
import type { EnvironmentConnection } from '../configuration';

/**
 * What a request form needs to know about every environment, in the order of names. Says nothing of endpoints and
 * credentials.
 *
 * @param sources - of the inventory
 */
export function summarizeEnvironments(
  fleet: Fleet,
  connections: ReadonlyMap<string, EnvironmentConnection>,
  sources: readonly FactSource[],
): EnvironmentSummary[] {
  return [
    ...fleet.environments.map(environment =>
      summarizeEnvironment(environment, connections, sources),
    ),
    ...fleet.invalid
      .filter(({ kind }) => kind === 'environment')
      .map(
        ({ name, problems }): EnvironmentSummary => ({
          name,
          cluster: '',
          accountId: '',
          region: '',
          provisioner: '',
          mechanism: '',
          rolePattern: '',
          bucketPattern: '',
          sharedBuckets: [],
          sparkVersions: [],
          sparkOperators: [],
          quotaMaximum: {},
          liveVerification: false,
          state: 'invalid',
          problems,
        }),
      ),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function summarizeEnvironment(
  environment: Environment,
  connections: ReadonlyMap<string, EnvironmentConnection>,
  sources: readonly FactSource[],
): EnvironmentSummary {
  const { metadata, spec } = environment;
  const [weakness] = standingWeaknesses([environment]);
  const source = sources.find(({ id }) => id === `kubernetes:${metadata.name}`);
  return {
    name: metadata.name,
    title: metadata.title,
    cluster: spec.kubernetes.cluster,
    accountId: spec.aws.accountId,
    region: spec.aws.region,
    provisioner: spec.provisioner,
    mechanism: spec.identity.mechanism,
    rolePattern: spec.aws.roleNamePattern,
    bucketPattern: spec.aws.bucketNamePattern,
    sharedBuckets: spec.sharedBuckets.flatMap(
      ({ name, corridors: access, description }) =>
        access === 'none' ? [] : [{ name, access, description }],
    ),
    sparkVersions: spec.spark.versions,
    sparkOperators: spec.spark.operators,
    quotaMaximum: spec.quota.maximum,
    quotaDefault: spec.quota.default,
    liveVerification:
      connections.get(metadata.name)?.verification.live ?? false,
    standingWeakness: weakness && {
      title: weakness.title,
      explanation: weakness.explanation,
    },
    state:
      source?.state === 'unavailable' || source?.state === 'forbidden'
        ? 'unreachable'
        : 'available',
    problems: [],
  };
}

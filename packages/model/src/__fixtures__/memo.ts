import { buildFleet } from '../fleet/buildFleet';
import type { Fleet, RepositoryFile } from '../fleet/fleet';

/** Account of the memo's experiment. */
export const ACCOUNT = '111122223333';

/** An environment as YAML; `spec` lines replace or add top-level fields of its spec. */
export function environmentYaml(
  name: string,
  spec: Readonly<Record<string, string>> = {},
): string {
  const fields: Readonly<Record<string, string>> = {
    kubernetes:
      '{ cluster: vpc2-kspray1, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark, reservedNamespaces: [argocd, spark-system] }',
    aws: `{ accountId: "${ACCOUNT}", region: eu-west-3, rolePath: /corridors/, awsNamespace: corridors-aws }`,
    provisioner: 'ack',
    identity: '{ mechanism: assume-role }',
    nodeRole: `{ arn: "arn:aws:iam::${ACCOUNT}:role/${name}_instance" }`,
    sharedBuckets: `[{ name: gha-common-1, accountId: "${ACCOUNT}", nodeRole: read }]`,
    spark: '{ versions: [3.5.6, 4.1.1], operators: [kubeflow] }',
    quota: '{ maximum: { cpu: "64", memory: 256Gi, pods: 200 } }',
    ...spec,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `  ${key}: ${value}`);
  return [
    'apiVersion: corridors.dev/v1alpha1',
    'kind: Environment',
    `metadata: { name: ${name} }`,
    'spec:',
    ...lines,
    '',
  ].join('\n');
}

/** A corridor spec as YAML; `spec` lines replace or add top-level fields of its spec. */
export function corridorYaml(
  name: string,
  spec: Readonly<Record<string, string>> = {},
): string {
  const fields: Readonly<Record<string, string>> = {
    environment: 'single1',
    owner: `group:default/${name}`,
    buckets: '[{ name: primary-1 }]',
    spark: '{ version: 3.5.6, operator: kubeflow }',
    quota: '{ cpu: "16", memory: 64Gi, pods: 50 }',
    ...spec,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `  ${key}: ${value}`);
  return [
    'apiVersion: corridors.dev/v1alpha1',
    'kind: Corridor',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    ...lines,
    '',
  ].join('\n');
}

/** A file of an environment. */
export function environmentFile(
  name: string,
  spec: Readonly<Record<string, string>> = {},
): RepositoryFile {
  return {
    path: `environments/${name}.yaml`,
    content: environmentYaml(name, spec),
  };
}

/** A file of a corridor spec. */
export function corridorFile(
  name: string,
  spec: Readonly<Record<string, string>> = {},
): RepositoryFile {
  return {
    path: `corridors/${name}/corridor.yaml`,
    content: corridorYaml(name, spec),
  };
}

/** A fleet that must have no invalid file. */
export function fleetOf(...files: readonly RepositoryFile[]): Fleet {
  const fleet = buildFleet(files);
  const [invalid] = fleet.invalid;
  if (invalid) {
    throw new Error(
      `${invalid.file}: ${invalid.problems
        .map(problem => problem.message)
        .join(' ')}`,
    );
  }
  return fleet;
}

/** The memo's experiment: one environment, two corridors, one shared bucket. */
export function memoFleet(): Fleet {
  return fleetOf(
    environmentFile('single1'),
    corridorFile('gha1'),
    corridorFile('gha2'),
  );
}

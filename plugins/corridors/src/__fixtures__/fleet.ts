import { buildFleet, type Fleet } from '@corridors/model';

export const ACCOUNT = '111122223333';

const SINGLE1 = `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: single1, title: One instance }
spec:
  kubernetes:
    cluster: vpc2-kspray1
    apiServer: { cidrs: [10.0.0.10/32], port: 6443 }
    managerRole: edit-spark
    reservedNamespaces: [argocd, spark-system]
  aws: { accountId: "${ACCOUNT}", region: eu-west-3, rolePath: /corridors/, awsNamespace: corridors-aws }
  provisioner: ack
  identity: { mechanism: assume-role }
  nodeRole: { arn: "arn:aws:iam::${ACCOUNT}:role/single1_instance" }
  sharedBuckets:
    - { name: gha-common-1, accountId: "${ACCOUNT}", nodeRole: read, corridors: read }
  spark: { versions: [3.5.6, 4.1.1], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
`;

const LAKE1 = `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: lake1, title: The lake }
spec:
  kubernetes:
    cluster: vpc2-lake1
    apiServer: { cidrs: [10.1.0.10/32], port: 6443 }
    managerRole: edit-spark
  aws: { accountId: "${ACCOUNT}", region: eu-west-3, rolePath: /corridors/, awsNamespace: corridors-aws }
  provisioner: ack
  identity: { mechanism: irsa, oidcIssuer: "https://oidc.example.org/lake1" }
  spark: { versions: [3.5.6, 4.1.1], operators: [kubeflow] }
  quota: { maximum: { cpu: "128", memory: 512Gi, pods: 400 } }
`;

const OWNERS: Readonly<Record<string, string>> = {
  gha1: 'gha',
  gha2: 'gha',
  billing: 'finance',
  fraud: 'risk',
  sensors: 'industry',
};

export function corridorYaml(
  name: string,
  environment: string,
  buckets: readonly string[],
  uses: string[] = [],
): string {
  return `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: ${name}, title: "Application ${name}" }
spec:
  environment: ${environment}
  owner: group:default/${OWNERS[name] ?? 'industry'}
  buckets:
${buckets
  .map(
    bucket =>
      `    - { name: ${bucket}, purpose: ${
        bucket === 'spark' ? 'spark' : 'data'
      }, versioning: true }`,
  )
  .join('\n')}
  uses: [${uses
    .map(bucket => `{ bucket: ${bucket}, access: read }`)
    .join(', ')}]
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`;
}

const UNREADABLE = `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: reports }
spec:
  environment: single1
  owner: group:default/finance
  bucket:
    - { name: primary }
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`;

/** The GitOps repository of the fixtures; `extra` more corridors make a fleet. */
export function fixtureFleet(extra: number): Fleet {
  const corridors: [string, string, string[], string[]][] = [
    ['gha1', 'single1', ['primary-1', 'spark'], []],
    ['gha2', 'single1', ['primary-1', 'spark'], ['gha-common-1']],
    ['billing', 'lake1', ['ledger', 'spark'], []],
    ['fraud', 'lake1', ['cases', 'features', 'spark'], []],
    ['sensors', 'lake1', ['raw', 'spark'], []],
    ...Array.from(
      { length: extra },
      (_, index): [string, string, string[], string[]] => [
        `team${index + 100}`,
        'lake1',
        ['data'],
        [],
      ],
    ),
  ];
  return buildFleet([
    { path: 'environments/single1.yaml', content: SINGLE1 },
    { path: 'environments/lake1.yaml', content: LAKE1 },
    ...corridors.map(([name, environment, buckets, uses]) => ({
      path: `corridors/${name}/corridor.yaml`,
      content: corridorYaml(name, environment, buckets, uses),
    })),
    { path: 'corridors/reports/corridor.yaml', content: UNREADABLE },
  ]);
}

/** The files of a small GitOps repository: the environment single1 with the corridors gha1 and gha2. */
export const environmentYaml = `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: single1, title: Self-managed }
spec:
  kubernetes:
    cluster: vpc2-kspray1
    apiServer: { cidrs: [10.0.0.10/32], port: 6443 }
    managerRole: edit-spark
    reservedNamespaces: [argocd, spark-system]
  aws:
    accountId: "111122223333"
    region: eu-west-3
    rolePath: /corridors/
    awsNamespace: corridors-aws
  provisioner: ack
  identity: { mechanism: assume-role }
  nodeRole: { arn: "arn:aws:iam::111122223333:role/single1_instance" }
  sharedBuckets:
    - { name: gha-common-1, accountId: "111122223333", nodeRole: read, corridors: read }
  spark: { versions: [3.5.6, 4.1.1], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
`;

/** The spec of a corridor of single1 as YAML. */
export function corridorYaml(
  name: string,
  { owner = 'group:default/gha' } = {},
): string {
  return `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: ${name} }
spec:
  environment: single1
  owner: ${owner}
  buckets:
    - { name: primary-1 }
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`;
}

/** The same spec as an object, as the API takes it. */
export function corridorInput(
  name: string,
  spec: Record<string, unknown> = {},
) {
  return {
    apiVersion: 'corridors.dev/v1alpha1',
    kind: 'Corridor',
    metadata: { name },
    spec: {
      environment: 'single1',
      owner: 'group:default/gha',
      buckets: [{ name: 'primary-1' }],
      spark: { version: '3.5.6', operator: 'kubeflow' },
      quota: { cpu: '16', memory: '64Gi', pods: 50 },
      ...spec,
    },
  };
}

/** What the platform team declares beside the corridors: the node role, which reads the shared bucket, and that bucket. */
export function platformFiles(): Record<string, string> {
  return {
    'environments/single1/policies/node-role.yaml': nodeRoleYaml(`  policies:
    - name: node
      document:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Action: s3:ListBucket, Resource: 'arn:aws:s3:::gha-common-1' }
          - { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::gha-common-1/*' }
          - { Effect: Allow, Action: sts:AssumeRole, Resource: 'arn:aws:iam::111122223333:role/corridors/single1_*' }
`),
    'environments/single1/policies/gha-common-1.yaml': `apiVersion: corridors.dev/v1alpha1
kind: BucketPolicy
metadata: { name: gha-common-1 }
spec: { accountId: "111122223333" }
`,
  };
}

/** Contents by path. */
export function repositoryFiles(): Record<string, string> {
  return {
    'environments/single1.yaml': environmentYaml,
    ...platformFiles(),
    'corridors/gha1/corridor.yaml': corridorYaml('gha1'),
    'corridors/gha2/corridor.yaml': corridorYaml('gha2', {
      owner: 'group:default/other',
    }),
  };
}

/** The policy file of the node role, with a statement that reads the objects of the buckets of a pattern. */
export function reaching(buckets: string): string {
  return nodeRoleYaml(`  policies:
    - name: node
      document:
        Version: '2012-10-17'
        Statement:
          - Sid: Reach
            Effect: Allow
            Action: s3:GetObject
            Resource: arn:aws:s3:::${buckets}
`);
}

function nodeRoleYaml(policies: string): string {
  return `apiVersion: corridors.dev/v1alpha1
kind: RolePolicies
metadata: { name: single1_instance }
spec:
  roleArn: arn:aws:iam::111122223333:role/single1_instance
  trust:
    Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Principal: { Service: ec2.amazonaws.com }
        Action: sts:AssumeRole
${policies}`;
}

import { readDeclaredModel, renderCorridor } from '@corridors/manifests';
import { buildFleet, type Fleet, type RepositoryFile } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

export const ACCOUNT = '111122223333';
export const STRANGER = '999999999999';

/** A shared bucket of an environment. */
export interface SharedBucketFixture {
  readonly name: string;
  /** Of another account, where it is declared. Absent: the environment's own. */
  readonly accountId?: string;
  readonly nodeRole: 'none' | 'read' | 'write';
  readonly corridors: 'none' | 'read' | 'write';
}

/** An environment of the account, by what tells it from others. */
export interface EnvironmentFixture {
  readonly name: string;
  readonly mechanism: 'assume-role' | 'irsa';
  readonly sharedBuckets?: readonly SharedBucketFixture[];
  /** Whether corridors' roles are bounded. */
  readonly bounded?: boolean;
  readonly roleNamePattern?: string;
  /** Absent: the one account of most tests. */
  readonly accountId?: string;
}

/** A corridor by what tells it from others. */
export interface CorridorFixture {
  readonly name: string;
  readonly environment: string;
  readonly buckets?: readonly string[];
  readonly shares?: readonly {
    readonly bucket: string;
    readonly with: string;
    readonly access: 'read' | 'write';
  }[];
  readonly uses?: readonly {
    readonly bucket: string;
    readonly access: 'read' | 'write';
  }[];
}

/** A GitOps repository with everything rendered, and what it declares. */
export interface RepositoryFixture {
  readonly files: readonly RepositoryFile[];
  readonly fleet: Fleet;
  readonly model: AccessModel;
}

const API = 'apiVersion: corridors.dev/v1alpha1';

export const issuerOf = (environment: string) =>
  `oidc.eks.eu-west-3.amazonaws.com/id/${environment.toUpperCase()}`;

function environmentFiles({
  name,
  mechanism,
  sharedBuckets = [],
  bounded = false,
  roleNamePattern = '{environment}_{corridor}',
  accountId = ACCOUNT,
}: EnvironmentFixture): RepositoryFile[] {
  const boundary = `arn:aws:iam::${accountId}:policy/${name}-boundary`;
  const identity =
    mechanism === 'irsa'
      ? `{ mechanism: irsa, oidcIssuer: 'https://${issuerOf(name)}' }`
      : '{ mechanism: assume-role }';
  const policies = `environments/${name}/policies`;
  return [
    {
      path: `environments/${name}.yaml`,
      content: `${API}
kind: Environment
metadata: { name: ${name} }
spec:
  kubernetes: { cluster: ${name}, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark }
  aws: { accountId: "${accountId}", region: eu-west-3, rolePath: /corridors/, roleNamePattern: '${roleNamePattern}', awsNamespace: corridors-aws${
        bounded ? `, permissionsBoundary: '${boundary}'` : ''
      } }
  provisioner: ack
  identity: ${identity}
  nodeRole: { arn: 'arn:aws:iam::${accountId}:role/${name}_instance' }
  sharedBuckets: ${JSON.stringify(
    sharedBuckets.map(bucket => ({ accountId, ...bucket })),
  )}
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
`,
    },
    {
      path: `${policies}/node.yaml`,
      content: `${API}
kind: RolePolicies
metadata: { name: ${name}-node }
spec: ${JSON.stringify({
        roleArn: `arn:aws:iam::${accountId}:role/${name}_instance`,
        trust: document({
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
        policies: nodeStatements(sharedBuckets).map((statement, index) => ({
          name: `node-${index}`,
          document: document(statement),
        })),
      })}
`,
    },
    ...sharedBuckets
      .filter(bucket => bucket.accountId === undefined)
      .map(bucket => ({
        path: `${policies}/bucket-${bucket.name}.yaml`,
        content: `${API}
kind: BucketPolicy
metadata: { name: ${bucket.name} }
spec: { accountId: '${accountId}' }
`,
      })),
    ...(bounded
      ? [
          {
            path: `${policies}/boundary.yaml`,
            content: `${API}
kind: ManagedPolicy
metadata: { name: ${name}-boundary }
spec: ${JSON.stringify({
              arn: boundary,
              document: document({
                Effect: 'Allow',
                Action: 's3:*',
                Resource: '*',
              }),
            })}
`,
          },
        ]
      : []),
  ];
}

function nodeStatements(buckets: readonly SharedBucketFixture[]): object[] {
  return buckets.flatMap(({ name, nodeRole }) =>
    nodeRole === 'none'
      ? []
      : [
          {
            Effect: 'Allow',
            Action: ['s3:ListBucket'],
            Resource: `arn:aws:s3:::${name}`,
          },
          {
            Effect: 'Allow',
            Action:
              nodeRole === 'write'
                ? ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']
                : 's3:GetObject',
            Resource: `arn:aws:s3:::${name}/*`,
          },
        ],
  );
}

function document(statement: object): object {
  return { Version: '2012-10-17', Statement: [statement] };
}

function corridorFile({
  name,
  environment,
  buckets = ['primary'],
  shares = [],
  uses = [],
}: CorridorFixture): RepositoryFile {
  return {
    path: `corridors/${name}/corridor.yaml`,
    content: `${API}
kind: Corridor
metadata: { name: ${name} }
spec:
  environment: ${environment}
  owner: group:default/${name}
  buckets: ${JSON.stringify(buckets.map(bucket => ({ name: bucket })))}
  shares: ${JSON.stringify(shares)}
  uses: ${JSON.stringify(uses)}
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`,
  };
}

/** The files of a repository: environments, what the platform team declares, specs, and what is rendered from them. */
export function repositoryFiles(
  environments: readonly EnvironmentFixture[],
  corridors: readonly CorridorFixture[],
): RepositoryFile[] {
  const specs = [
    ...environments.flatMap(environmentFiles),
    ...corridors.map(corridorFile),
  ];
  const fleet = buildFleet(specs);
  const [invalid] = fleet.invalid;
  if (invalid) {
    throw new Error(`${invalid.file}: ${JSON.stringify(invalid.problems)}`);
  }
  const rendered = fleet.corridors.flatMap(corridor => {
    const environment = fleet.environments.find(
      one => one.metadata.name === corridor.spec.environment,
    );
    return environment
      ? renderCorridor(corridor, environment, fleet)
          .filter(({ path }) => path !== 'corridor.yaml')
          .map(({ path, content }) => ({
            path: `corridors/${corridor.metadata.name}/${path}`,
            content,
          }))
      : [];
  });
  return [...specs, ...rendered];
}

/** A role that the platform team declares, beside nodes and corridors. */
export function platformRole(
  arn: string,
  trust: readonly object[],
  statements: readonly object[] = [],
  environment = 'single1',
): RepositoryFile {
  const Version = '2012-10-17';
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const spec = {
    roleArn: arn,
    trust: { Version, Statement: trust },
    policies:
      statements.length === 0
        ? []
        : [{ name: 'own', document: { Version, Statement: statements } }],
  };
  return {
    path: `environments/${environment}/policies/role-${name}.yaml`,
    content: `${API}
kind: RolePolicies
metadata: { name: ${name.toLowerCase().replace(/[^a-z0-9]/g, '-')} }
spec: ${JSON.stringify(spec)}
`,
  };
}

/** What files declare; they must all be understood. */
export function readRepository(
  files: readonly RepositoryFile[],
): RepositoryFixture {
  const fleet = buildFleet(files);
  const { model, problems } = readDeclaredModel(files, fleet);
  if (fleet.invalid.length + problems.length > 0) {
    throw new Error(JSON.stringify([fleet.invalid, problems], undefined, 2));
  }
  return { files, fleet, model };
}

/** The memo's experiment, beside an environment whose pods take their roles with tokens. */
export function memoRepository(): RepositoryFixture {
  return readRepository(
    repositoryFiles(
      [
        {
          name: 'single1',
          mechanism: 'assume-role',
          sharedBuckets: [
            { name: 'gha-common-1', nodeRole: 'read', corridors: 'read' },
          ],
        },
        { name: 'analytics', mechanism: 'irsa', bounded: true },
      ],
      [
        {
          name: 'gha1',
          environment: 'single1',
          buckets: ['primary-1', 'spark'],
          uses: [{ bucket: 'gha-common-1', access: 'read' }],
        },
        { name: 'gha2', environment: 'single1', buckets: ['primary-1'] },
        {
          name: 'clicks',
          environment: 'analytics',
          buckets: ['raw'],
          shares: [{ bucket: 'raw', with: 'weblogs', access: 'read' }],
        },
        {
          name: 'weblogs',
          environment: 'analytics',
          buckets: ['curated'],
          uses: [{ bucket: 'clicks-raw', access: 'read' }],
        },
      ],
    ),
  );
}

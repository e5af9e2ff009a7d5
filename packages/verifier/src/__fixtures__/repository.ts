import { readDeclaredModel, renderCorridor } from '@corridors/manifests';
import { buildFleet, type Fleet, type RepositoryFile } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';

export const ACCOUNT = '111122223333';
export const STRANGER = '999999999999';

/** A shared bucket of an environment. */
export interface SharedBucketFixture {
  readonly name: string;
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
}: EnvironmentFixture): RepositoryFile[] {
  const boundary = `arn:aws:iam::${ACCOUNT}:policy/${name}-boundary`;
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
  aws: { accountId: "${ACCOUNT}", region: eu-west-3, rolePath: /corridors/, awsNamespace: corridors-aws${
        bounded ? `, permissionsBoundary: '${boundary}'` : ''
      } }
  provisioner: ack
  identity: ${identity}
  nodeRole: { arn: 'arn:aws:iam::${ACCOUNT}:role/${name}_instance' }
  sharedBuckets: ${JSON.stringify(
    sharedBuckets.map(bucket => ({ ...bucket, accountId: ACCOUNT })),
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
        roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}_instance`,
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
    ...sharedBuckets.map(bucket => ({
      path: `${policies}/bucket-${bucket.name}.yaml`,
      content: `${API}
kind: BucketPolicy
metadata: { name: ${bucket.name} }
spec: { accountId: '${ACCOUNT}' }
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

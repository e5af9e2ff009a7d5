import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  buildFleet,
  buildMatrix,
  Fleet,
  intendedVerdict,
  Matrix,
} from '@corridors/model';
import { createObservedView } from '@corridors/verifier';
import { ACCOUNT, roleArn } from '../cells/Cell';
import type { Stage } from '../cells/Stage';
import { SigningKey } from '../webIdentity/SigningKey';
import { TokenIssuer } from '../webIdentity/TokenIssuer';

const CORRIDORS = ['red', 'blue'];
const AUDIENCE = 'sts.amazonaws.com';

const bucketOf = (corridor: string) => `${corridor}-primary`;
const roleOf = (corridor: string) => `cluster1-${corridor}`;
const subjectOf = (corridor: string) =>
  `system:serviceaccount:${corridor}:${corridor}`;

const OPERATIONS = ['delete', 'list', 'read', 'write'];

/** Who belongs to no account would have to say whose bucket is meant, in a way that only Ceph knows. */
const ANONYMOUS = OPERATIONS.flatMap(operation =>
  [...CORRIDORS]
    .sort()
    .map(
      corridor =>
        `anonymous ${operation} bucket:${bucketOf(
          corridor,
        )}: inconclusive (404 NoSuchBucket: the bucket does not exist)`,
    ),
);

/** What is said of a corridor that cannot have its role. */
function withoutRole(corridor: string, other: string): string[] {
  const inconclusive = 'inconclusive (role-unavailable)';
  return [
    `corridor:${corridor} assume role:${roleArn(
      roleOf(other),
    )}: ${inconclusive}`,
    ...OPERATIONS.flatMap(operation => [
      `corridor:${corridor} ${operation} bucket:${bucketOf(
        corridor,
      )}: deny (role-unavailable)`,
      `corridor:${corridor} ${operation} bucket:${bucketOf(
        other,
      )}: ${inconclusive}`,
    ]),
  ].sort();
}

/** The observed view as the product draws it, of two corridors on a gateway that others wrote. */
export function observeGateway(stage: () => Stage): void {
  describe('is observed by the product', () => {
    let issuer: TokenIssuer;
    let otherKey: SigningKey;
    let owner: S3Client;
    let subject: { fleet: Fleet; matrix: Matrix };

    beforeAll(async () => {
      issuer = await TokenIssuer.start();
      otherKey = await SigningKey.generate();
      owner = stage().clients.s3(stage().administrators.owner);
      subject = twoCorridors();
      await stage().administrators.iam.send(
        new CreateOpenIDConnectProviderCommand({
          Url: issuer.url,
          ClientIDList: [AUDIENCE],
          ThumbprintList: [issuer.key.thumbprint],
        }),
      );
      for (const corridor of CORRIDORS) {
        await build(corridor);
      }
    });

    afterAll(() => issuer.stop());

    it('two corridors that are isolated: what was meant, and no more', async () => {
      const { deviations, verdicts } = await observe();
      expect(deviations).toEqual(ANONYMOUS);
      expect(verdicts).toEqual({ allow: 8, deny: 10, inconclusive: 8 });
    });

    it('a bucket policy that lets the other corridor read', async () => {
      await owner.send(
        new PutBucketPolicyCommand({
          Bucket: bucketOf('blue'),
          Policy: document({
            Effect: 'Allow',
            Principal: { AWS: [roleArn(roleOf('red'))] },
            Action: ['s3:GetObject', 's3:ListBucket'],
            Resource: [
              `arn:aws:s3:::${bucketOf('blue')}`,
              `arn:aws:s3:::${bucketOf('blue')}/*`,
            ],
          }),
        }),
      );
      const { deviations } = await observe();
      await owner.send(
        new DeleteBucketPolicyCommand({ Bucket: bucketOf('blue') }),
      );
      expect(deviations).toEqual([
        ...ANONYMOUS,
        'corridor:red list bucket:blue-primary: allow',
        'corridor:red read bucket:blue-primary: allow',
      ]);
    });

    it('a trust policy that names no ServiceAccount', async () => {
      await trust('blue', { [`${issuer.name}:aud`]: AUDIENCE });
      const { deviations } = await observe();
      await trust('blue', { [`${issuer.name}:sub`]: subjectOf('blue') });
      expect(deviations).toEqual([
        ...ANONYMOUS,
        `corridor:red assume role:${roleArn(roleOf('blue'))}: allow`,
      ]);
    });

    it('tokens that are not genuine: what was meant is blocked, and nothing else is concluded', async () => {
      const { deviations } = await observe(otherKey);
      expect(deviations).toEqual([
        ...ANONYMOUS,
        ...withoutRole('blue', 'red'),
        ...withoutRole('red', 'blue'),
      ]);
    });

    async function build(corridor: string): Promise<void> {
      await owner.send(new CreateBucketCommand({ Bucket: bucketOf(corridor) }));
      await stage().administrators.iam.send(
        new CreateRoleCommand({
          RoleName: roleOf(corridor),
          AssumeRolePolicyDocument: trustOf({
            [`${issuer.name}:sub`]: subjectOf(corridor),
          }),
        }),
      );
      await stage().administrators.iam.send(
        new PutRolePolicyCommand({
          RoleName: roleOf(corridor),
          PolicyName: 'buckets',
          PolicyDocument: document({
            Effect: 'Allow',
            Action: ['s3:*'],
            Resource: [
              `arn:aws:s3:::${bucketOf(corridor)}`,
              `arn:aws:s3:::${bucketOf(corridor)}/*`,
            ],
          }),
        }),
      );
    }

    async function trust(
      corridor: string,
      equal: Record<string, string>,
    ): Promise<void> {
      await stage().administrators.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: roleOf(corridor),
          PolicyDocument: trustOf(equal),
        }),
      );
    }

    function trustOf(equal: Record<string, string>): string {
      return document({
        Effect: 'Allow',
        Principal: { Federated: issuer.providerArn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: equal },
      });
    }

    /** Cells that are not what was meant, and how many there are of each verdict. */
    async function observe(key = issuer.key) {
      const { fleet, matrix } = subject;
      let names = 0;
      const view = createObservedView({
        matrix,
        fleet,
        accesses: fleet.environments.map(environment => ({
          environment,
          endpoints: {
            region: 'us-east-1',
            s3: stage().server.endpoint,
            sts: stage().server.endpoint,
            iam: stage().server.endpoint,
            forcePathStyle: true,
          },
          portalCredentials: async () => stage().administrators.owner,
          requestServiceAccountToken: async ({
            namespace,
            serviceAccount,
            audience,
          }) => {
            const now = Math.floor(Date.now() / 1000);
            return key.sign({
              iss: issuer.url,
              sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
              aud: [audience],
              iat: now - 60,
              exp: now + 600,
            });
          },
          requestsPerSecond: 1_000,
        })),
        clock: () => new Date(),
        random: () => {
          names += 1;
          return `unused${String(names).padStart(6, '0')}`;
        },
        log: { info: () => {}, warn: () => {} },
        timings: {
          requestTimeoutMilliseconds: 20_000,
          retryDelaysMilliseconds: [],
        },
      });
      const deviations: string[] = [];
      const verdicts: Record<string, number> = {};
      const cells = new Map(matrix.cells.map(cell => [cell.id, cell]));
      for await (const answer of view.fill(
        matrix.cells,
        new AbortController().signal,
      )) {
        const cell = cells.get(answer.cell);
        if (!cell || !answer.covered) {
          continue;
        }
        verdicts[answer.verdict] = (verdicts[answer.verdict] ?? 0) + 1;
        if (answer.verdict !== intendedVerdict(cell, matrix, fleet).verdict) {
          const cause = answer.cause === undefined ? '' : ` (${answer.cause})`;
          deviations.push(`${answer.cell}: ${answer.verdict}${cause}`);
        }
      }
      return { deviations: deviations.sort(), verdicts };
    }
  });
}

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

function twoCorridors(): { fleet: Fleet; matrix: Matrix } {
  const fleet = buildFleet([
    {
      path: 'environments/cluster1.yaml',
      content: `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: cluster1 }
spec:
  kubernetes: { cluster: cluster1, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark }
  aws: { accountId: "${ACCOUNT}", region: us-east-1, rolePath: /, roleNamePattern: "{environment}-{corridor}", awsNamespace: corridors-aws }
  provisioner: ack
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
  identity: { mechanism: irsa, oidcIssuer: "https://oidc.example.com", audience: ${AUDIENCE} }
`,
    },
    ...CORRIDORS.map(name => ({
      path: `corridors/${name}/corridor.yaml`,
      content: `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: ${name} }
spec:
  environment: cluster1
  owner: group:default/${name}
  buckets: [{ name: primary }]
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`,
    })),
  ]);
  if (fleet.invalid.length > 0) {
    throw new Error(JSON.stringify(fleet.invalid));
  }
  return { fleet, matrix: buildMatrix(fleet, ACCOUNT) };
}

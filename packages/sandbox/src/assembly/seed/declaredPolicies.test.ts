import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { readDeclaredModel } from '@corridors/manifests';
import type { AccessModel } from '@corridors/policy-engine';
import {
  ACCOUNT,
  OTHER_ACCOUNT,
  OTHER_ROOT,
  REGION,
  ROOT,
  startTestAws,
} from '../../aws/__testUtils__/startTestAws';
import type { TestAws } from '../../aws/__testUtils__/startTestAws';
import { selectManifests } from '../../controllers/reconciler/selectManifests';
import { setUpAnalytics, setUpExperiment } from './awsAccounts';
import { gitopsRepository } from './gitopsRepository';

const ISSUER = 'https://localhost:8191';

let test: TestAws;
let repository: Awaited<ReturnType<typeof gitopsRepository>>;
let declared: ReturnType<typeof readDeclaredModel>;
let model: AccessModel;

beforeAll(async () => {
  repository = await gitopsRepository({ extra: 0, issuer: ISSUER });
  declared = readDeclaredModel(repository.files, repository.fleet);
  model = declared.model;
  test = await startTestAws();
  const common = {
    endpoint: test.aws.url,
    ca: test.authority.caPem,
    region: REGION,
    stateDir: test.stateDir,
  };
  await setUpExperiment({ ...common, accountId: ACCOUNT, rootAccessKey: ROOT });
  await setUpAnalytics({
    ...common,
    accountId: OTHER_ACCOUNT,
    rootAccessKey: OTHER_ROOT,
    issuer: ISSUER,
  });
});

afterAll(() => test.remove());

const rootOf = (accountId: string) =>
  accountId === ACCOUNT ? ROOT : OTHER_ROOT;

const parsed = (text: string | undefined): unknown =>
  JSON.parse(decodeURIComponent(text ?? 'null'));

it.each(['single1_instance', 'analytics-node'])(
  'declares the node role %s as it is set up',
  async RoleName => {
    const role = model.roles.find(({ arn }) =>
      arn.endsWith(`:role/${RoleName}`),
    );
    const iam = test.iam(rootOf(role?.accountId ?? ''));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(role?.arn).toBe(Role?.Arn);
    expect(role?.trust.document).toEqual(
      parsed(Role?.AssumeRolePolicyDocument),
    );
    const { PolicyNames = [] } = await iam.send(
      new ListRolePoliciesCommand({ RoleName }),
    );
    const documents = await Promise.all(
      PolicyNames.map(PolicyName =>
        iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
      ),
    );
    expect(role?.identity.map(policy => policy.document)).toEqual(
      documents.map(({ PolicyDocument }) => parsed(PolicyDocument)),
    );
    expect(
      await iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
    ).toMatchObject({ AttachedPolicies: [] });
  },
);

it.each(['gha-common-1', 'reference-data-1'])(
  'declares the bucket policy of %s as it is set up',
  async Bucket => {
    const bucket = model.buckets.find(({ name }) => name === Bucket);
    const { Policy } = await test
      .s3(rootOf(bucket?.accountId ?? ''))
      .send(new GetBucketPolicyCommand({ Bucket }));
    expect(bucket?.policy?.document).toEqual(JSON.parse(Policy ?? 'null'));
  },
);

it('is understood as a whole', () => {
  expect(declared.problems).toEqual([]);
});

it('declares the permissions boundary as it is set up', async () => {
  const boundary = model.roles.find(({ arn }) =>
    arn.endsWith('/analytics-clickstream'),
  )?.boundary;
  const iam = test.iam(OTHER_ROOT);
  const PolicyArn = boundary?.name;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({
      PolicyArn,
      VersionId: Policy?.DefaultVersionId,
    }),
  );
  expect(boundary?.document).toEqual(parsed(PolicyVersion?.Document));
});

it('does not apply what the platform team declares', () => {
  const applied = repository.fleet.environments.flatMap(
    ({ spec }) =>
      selectManifests(repository.files, spec.kubernetes.cluster).manifests,
  );
  expect(applied.length).toBeGreaterThan(0);
  expect(
    applied.filter(({ file }) => file.startsWith('environments/')),
  ).toEqual([]);
});

import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  ListPodIdentityAssociationsCommand,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks';
import type { EKSClient } from '@aws-sdk/client-eks';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { arnOf, assume, createRole, trust } from '../__testUtils__/roles';
import {
  ACCOUNT,
  CLUSTER,
  OTHER_CLUSTER,
  OTHER_ROOT,
  refusalOf,
  REGION,
  ROOT,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws } from '../__testUtils__/startTestAws';

const PODS = trust({ Service: 'pods.eks.amazonaws.com' });
const CLUSTER_ARN = `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${CLUSTER}`;

let test: TestAws;
let eks: EKSClient;

beforeEach(async () => {
  test = await startTestAws();
  eks = test.eks(ROOT);
  await createRole(test, 'gha1', { trust: PODS });
});

afterEach(() => test.remove());

const create = (
  namespace: string,
  input: object = {},
  client: EKSClient = eks,
) =>
  client.send(
    new CreatePodIdentityAssociationCommand({
      clusterName: CLUSTER,
      namespace,
      serviceAccount: 'spark',
      roleArn: arnOf('gha1'),
      ...input,
    }),
  );

const list = (client: EKSClient, clusterName = CLUSTER) =>
  client.send(new ListPodIdentityAssociationsCommand({ clusterName }));

describe('pod identity associations', () => {
  it('are made, listed without their role, described with it, and deleted', async () => {
    const made = (await create('gha1')).association;
    const associationId = made?.associationId ?? '';
    const summary = {
      clusterName: CLUSTER,
      namespace: 'gha1',
      serviceAccount: 'spark',
      associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
      associationArn: `arn:aws:eks:${REGION}:${ACCOUNT}:podidentityassociation/${CLUSTER}/${associationId}`,
    };
    const whole = {
      ...summary,
      roleArn: arnOf('gha1'),
      tags: {},
      createdAt: expect.any(Date),
      modifiedAt: expect.any(Date),
    };
    const one = { clusterName: CLUSTER, associationId };
    expect(made).toEqual(whole);
    expect((await list(eks)).associations).toEqual([summary]);
    expect(
      (await eks.send(new DescribePodIdentityAssociationCommand(one)))
        .association,
    ).toEqual(whole);
    await eks.send(new DeletePodIdentityAssociationCommand(one));
    expect((await list(eks)).associations).toEqual([]);
    expect(
      await refusalOf(eks.send(new DescribePodIdentityAssociationCommand(one))),
    ).toMatchObject({ code: 'ResourceNotFoundException', status: 404 });
  });

  it('come page by page, and by namespace', async () => {
    for (const namespace of ['a', 'b', 'c']) {
      await create(namespace);
    }
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListPodIdentityAssociations(
      { client: eks, pageSize: 2 },
      { clusterName: CLUSTER },
    )) {
      pages.push((page.associations ?? []).map(each => each.namespace));
    }
    expect(pages).toEqual([['a', 'b'], ['c']]);
    const { associations } = await eks.send(
      new ListPodIdentityAssociationsCommand({
        clusterName: CLUSTER,
        namespace: 'b',
      }),
    );
    expect(associations?.map(each => each.namespace)).toEqual(['b']);
  });

  it('belong to one cluster', async () => {
    const { association } = await create('gha1');
    expect((await list(eks, OTHER_CLUSTER)).associations).toEqual([]);
    expect(
      await refusalOf(
        eks.send(
          new DescribePodIdentityAssociationCommand({
            clusterName: OTHER_CLUSTER,
            associationId: association?.associationId,
          }),
        ),
      ),
    ).toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('outlive a restart', async () => {
    await create('gha1');
    await test.close();
    test = await startTestAws({ stateDir: test.stateDir });
    expect((await list(test.eks(ROOT))).associations).toHaveLength(1);
  });

  it('are none in the state of a version that knew none', async () => {
    await test.close();
    const file = path.join(test.stateDir, 'aws.json');
    const state = (await readFile(file, 'utf8')).replaceAll(
      '"podIdentityAssociations"',
      '"forgotten"',
    );
    await writeFile(file, state);
    test = await startTestAws({ stateDir: test.stateDir });
    expect((await list(test.eks(ROOT))).associations).toEqual([]);
  });

  it.each([
    ['the ServiceAccount has one', {}, 'ResourceInUseException', 409],
    [
      'the role does not exist',
      { namespace: 'b', roleArn: arnOf('nobody') },
      'InvalidParameterException',
      400,
    ],
    [
      'the cluster does not exist',
      { namespace: 'b', clusterName: 'nowhere' },
      'ResourceNotFoundException',
      404,
    ],
    [
      'it asks for what the sandbox has no part for',
      { namespace: 'b', targetRoleArn: arnOf('gha1') },
      'InvalidParameterException',
      400,
    ],
  ])('are not made when %s', async (_, input, code, status) => {
    await create('a');
    expect(await refusalOf(create('a', input))).toMatchObject({ code, status });
    expect((await list(eks)).associations).toHaveLength(1);
  });

  it('follow the policies of the caller', async () => {
    await createRole(test, 'reader', {
      statements: [
        {
          Effect: 'Allow',
          Action: 'eks:ListPodIdentityAssociations',
          Resource: CLUSTER_ARN,
        },
        {
          Effect: 'Allow',
          Action: 'eks:CreatePodIdentityAssociation',
          Resource: '*',
        },
      ],
    });
    const reader = test.eks(await assume(test, 'reader'));
    expect((await list(reader)).associations).toEqual([]);
    expect(await refusalOf(list(reader, OTHER_CLUSTER))).toMatchObject({
      code: 'AccessDeniedException',
      status: 403,
      message: expect.stringContaining(
        `assumed-role/reader/probe is not authorized to perform: eks:ListPodIdentityAssociations on resource: arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${OTHER_CLUSTER}`,
      ),
    });
    expect(await refusalOf(create('gha1', {}, reader))).toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('iam:PassRole'),
    });
    expect(
      await refusalOf(
        reader.send(
          new DescribePodIdentityAssociationCommand({
            clusterName: CLUSTER,
            associationId: 'a-1',
          }),
        ),
      ),
    ).toMatchObject({ code: 'AccessDeniedException' });
  });

  it('are those of the own account', async () => {
    await create('gha1');
    expect(await refusalOf(list(test.eks(OTHER_ROOT)))).toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it.each([
    [
      'an unknown key',
      { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' },
      'UnrecognizedClientException',
    ],
    [
      'a wrong secret',
      { ...ROOT, secretAccessKey: 'wrong' },
      'InvalidSignatureException',
    ],
  ])('are refused to %s, in the words of EKS', async (_, key, code) => {
    expect(await refusalOf(list(test.eks(key)))).toMatchObject({
      code,
      status: 403,
    });
  });
});

it('says what it does not know of EKS', async () => {
  expect(
    await refusalOf(eks.send(new DescribeClusterCommand({ name: CLUSTER }))),
  ).toMatchObject({
    status: 404,
    message: expect.stringContaining('The sandbox does not know GET'),
  });
});

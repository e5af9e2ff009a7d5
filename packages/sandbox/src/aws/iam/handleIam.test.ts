import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteInstanceProfileCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetInstanceProfileCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListOpenIDConnectProvidersCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  ACCOUNT,
  OTHER_ROOT,
  REGION,
  ROOT,
  policy,
  refusalOf,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws } from '../__testUtils__/startTestAws';
import { EC2, arnOf, assume, createRole, trust } from '../__testUtils__/roles';

let test: TestAws;
let iam: IAMClient;

beforeEach(async () => {
  test = await startTestAws();
  iam = test.iam(ROOT);
});

afterEach(() => test.remove());

const DOCUMENT = policy({
  Effect: 'Allow',
  Action: 's3:ListAllMyBuckets',
  Resource: '*',
});
const policyArn = (name: string) => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const createPolicy = (PolicyName: string) =>
  iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: DOCUMENT }));
const getRole = async (RoleName: string) =>
  (await iam.send(new GetRoleCommand({ RoleName }))).Role;

/** Error names of the SDK end in `Exception` where IAM's model says so. */
const codeOf = async (call: Promise<unknown>) =>
  (await refusalOf(call)).code.replace(/Exception$/, '');

describe('roles', () => {
  it('keep what they were made with', async () => {
    await createPolicy('boundary');
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'single1_gha1',
        Path: '/corridors/',
        Description: 'gha1',
        MaxSessionDuration: 7200,
        PermissionsBoundary: policyArn('boundary'),
        AssumeRolePolicyDocument: trust(EC2),
        Tags: [{ Key: 'corridor', Value: 'gha1' }],
      }),
    );
    const role = await getRole('SINGLE1_gha1');
    expect(role).toMatchObject({
      RoleName: 'single1_gha1',
      Arn: `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`,
      Description: 'gha1',
      MaxSessionDuration: 7200,
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: policyArn('boundary'),
      },
      Tags: [{ Key: 'corridor', Value: 'gha1' }],
    });
    expect(role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22/);
    expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')).toBe(
      trust(EC2),
    );
  });

  it('can be changed', async () => {
    await createRole(test, 'gha1');
    await createPolicy('boundary');
    const RoleName = 'gha1';
    const trusted = trust({ AWS: ACCOUNT });
    await iam.send(
      new UpdateRoleCommand({
        RoleName,
        Description: 'new',
        MaxSessionDuration: 3700,
      }),
    );
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trusted }),
    );
    await iam.send(
      new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: 'b' }] }),
    );
    await iam.send(
      new PutRolePermissionsBoundaryCommand({
        RoleName,
        PermissionsBoundary: policyArn('boundary'),
      }),
    );
    const role = await getRole('gha1');
    expect(role).toMatchObject({
      Description: 'new',
      MaxSessionDuration: 3700,
    });
    // As AWS does, the number of an account becomes the ARN of its root.
    expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')).toContain(
      `"AWS":"arn:aws:iam::${ACCOUNT}:root"`,
    );
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect((await getRole('gha1'))?.PermissionsBoundary).toBeUndefined();
  });

  it('tell when they were last used', async () => {
    await createRole(test, 'gha1', {
      statements: [
        { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
      ],
    });
    expect((await getRole('gha1'))?.RoleLastUsed?.LastUsedDate).toBeUndefined();
    await test.s3(await assume(test, 'gha1')).send(new ListBucketsCommand({}));
    const { RoleLastUsed } = (await getRole('gha1')) ?? {};
    expect(RoleLastUsed?.Region).toBe(REGION);
    expect(
      Date.now() - (RoleLastUsed?.LastUsedDate?.getTime() ?? 0),
    ).toBeLessThan(60_000);
  });

  it.each([
    ['a name that is taken', { RoleName: 'TAKEN' }, 'EntityAlreadyExists'],
    [
      'a name of 65 characters',
      { RoleName: 'x'.repeat(65) },
      'ValidationError',
    ],
    ['a name with a slash', { RoleName: 'a/b' }, 'ValidationError'],
    ['a path without its end', { Path: '/corridors' }, 'ValidationError'],
    [
      'a trust policy that is none',
      { AssumeRolePolicyDocument: '{' },
      'MalformedPolicyDocument',
    ],
    [
      'a trust policy without a principal',
      { AssumeRolePolicyDocument: DOCUMENT },
      'MalformedPolicyDocument',
    ],
    [
      'a trusted role that does not exist',
      { AssumeRolePolicyDocument: trust({ AWS: arnOf('nobody') }) },
      'MalformedPolicyDocument',
    ],
    [
      'a boundary that does not exist',
      { PermissionsBoundary: policyArn('nobody') },
      'NoSuchEntity',
    ],
    [
      'a session of 13 hours',
      { MaxSessionDuration: 46_800 },
      'ValidationError',
    ],
  ])('are not made with %s', async (_, input, code) => {
    await createRole(test, 'taken');
    const command = new CreateRoleCommand({
      RoleName: 'gha1',
      AssumeRolePolicyDocument: trust(EC2),
      ...input,
    });
    expect(await codeOf(iam.send(command))).toBe(code);
  });

  it('are deleted once nothing hangs on them', async () => {
    const RoleName = 'gha1';
    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }));
    await createPolicy('p');
    await createRole(test, RoleName, {
      statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    await iam.send(
      new AttachRolePolicyCommand({ RoleName, PolicyArn: policyArn('p') }),
    );
    await iam.send(
      new CreateInstanceProfileCommand({ InstanceProfileName: 'node' }),
    );
    await iam.send(
      new AddRoleToInstanceProfileCommand({
        InstanceProfileName: 'node',
        RoleName,
      }),
    );
    const { InstanceProfile } = await iam.send(
      new GetInstanceProfileCommand({ InstanceProfileName: 'node' }),
    );
    expect(InstanceProfile?.Roles?.map(role => role.RoleName)).toEqual([
      RoleName,
    ]);
    expect(await codeOf(remove())).toBe('DeleteConflict');
    await iam.send(
      new DetachRolePolicyCommand({ RoleName, PolicyArn: policyArn('p') }),
    );
    expect(await codeOf(remove())).toBe('DeleteConflict');
    await iam.send(
      new DeleteRolePolicyCommand({ RoleName, PolicyName: 'inline' }),
    );
    expect(await codeOf(remove())).toBe('DeleteConflict');
    expect(
      await codeOf(
        iam.send(
          new DeleteInstanceProfileCommand({ InstanceProfileName: 'node' }),
        ),
      ),
    ).toBe('DeleteConflict');
    expect(
      await codeOf(iam.send(new GetRoleCommand({ RoleName: 'nobody' }))),
    ).toBe('NoSuchEntity');
  });

  it('are listed page by page', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) {
      await createRole(test, name);
    }
    const found: (string | undefined)[] = [];
    for await (const { Roles } of paginateListRoles(
      { client: iam, pageSize: 2 },
      {},
    )) {
      expect(Roles?.length).toBeLessThanOrEqual(2);
      found.push(...(Roles ?? []).map(role => role.RoleName));
    }
    expect(found).toEqual(names);
  });
});

describe('policies of a role', () => {
  const RoleName = 'gha1';

  beforeEach(() => createRole(test, RoleName));

  it('go on it inline', async () => {
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'p',
        PolicyDocument: DOCUMENT,
      }),
    );
    const { PolicyNames } = await iam.send(
      new ListRolePoliciesCommand({ RoleName }),
    );
    expect(PolicyNames).toEqual(['p']);
    const { PolicyDocument } = await iam.send(
      new GetRolePolicyCommand({ RoleName, PolicyName: 'p' }),
    );
    expect(decodeURIComponent(PolicyDocument ?? '')).toBe(DOCUMENT);
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }));
    expect(
      await codeOf(
        iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'p' })),
      ),
    ).toBe('NoSuchEntity');
  });

  it('have a size, all inline ones together', async () => {
    const big = policy({
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: `arn:aws:s3:::${'x'.repeat(5500)}`,
    });
    const put = (PolicyName: string) =>
      iam.send(
        new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: big }),
      );
    await put('a');
    await put('a');
    expect(await codeOf(put('b'))).toBe('LimitExceeded');
  });

  it('are attached, ten at most', async () => {
    const attach = (name: string) =>
      iam.send(
        new AttachRolePolicyCommand({ RoleName, PolicyArn: policyArn(name) }),
      );
    for (let index = 0; index < 10; index += 1) {
      await createPolicy(`p${index}`);
      await attach(`p${index}`);
    }
    await attach('p0');
    await createPolicy('eleventh');
    expect(await codeOf(attach('eleventh'))).toBe('LimitExceeded');
    expect(await codeOf(attach('nobody'))).toBe('NoSuchEntity');
    const { AttachedPolicies } = await iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName }),
    );
    expect(AttachedPolicies).toHaveLength(10);
    expect(
      await codeOf(
        iam.send(
          new DetachRolePolicyCommand({
            RoleName,
            PolicyArn: policyArn('eleventh'),
          }),
        ),
      ),
    ).toBe('NoSuchEntity');
  });
});

describe('managed policies', () => {
  const PolicyArn = policyArn('p');
  const DENY = policy({ Effect: 'Deny', Action: '*', Resource: '*' });

  beforeEach(() => createPolicy('p'));

  const addVersion = (SetAsDefault = true) =>
    iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn,
        PolicyDocument: DENY,
        SetAsDefault,
      }),
    );

  it('have versions, one of them in force', async () => {
    await createRole(test, 'gha1');
    await iam.send(
      new AttachRolePolicyCommand({ RoleName: 'gha1', PolicyArn }),
    );
    const s3 = test.s3(await assume(test, 'gha1'));
    await expect(s3.send(new ListBucketsCommand({}))).resolves.toBeDefined();
    await addVersion();
    expect(await codeOf(s3.send(new ListBucketsCommand({})))).toBe(
      'AccessDenied',
    );
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
    );
    expect(PolicyVersion).toMatchObject({
      IsDefaultVersion: true,
      VersionId: 'v2',
    });
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(DENY);
    await iam.send(
      new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }),
    );
    await expect(s3.send(new ListBucketsCommand({}))).resolves.toBeDefined();
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({
      DefaultVersionId: 'v1',
      AttachmentCount: 1,
    });
  });

  it('have five versions at most, and never lose the one in force', async () => {
    for (let index = 0; index < 4; index += 1) {
      await addVersion(false);
    }
    expect(await codeOf(addVersion())).toBe('LimitExceeded');
    const remove = (VersionId: string) =>
      iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    expect(await codeOf(remove('v1'))).toBe('DeleteConflict');
    await remove('v2');
    await addVersion(false);
    const { Versions } = await iam.send(
      new ListPolicyVersionsCommand({ PolicyArn }),
    );
    expect(Versions?.map(version => version.VersionId)).toEqual([
      'v6',
      'v5',
      'v4',
      'v3',
      'v1',
    ]);
  });

  it('are deleted once nobody has them', async () => {
    const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn }));
    await createRole(test, 'gha1', { boundary: PolicyArn });
    expect(await codeOf(remove())).toBe('DeleteConflict');
    await iam.send(
      new DeleteRolePermissionsBoundaryCommand({ RoleName: 'gha1' }),
    );
    await addVersion(false);
    expect(await codeOf(remove())).toBe('DeleteConflict');
    await iam.send(
      new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
    );
    await remove();
    expect(await codeOf(iam.send(new GetPolicyCommand({ PolicyArn })))).toBe(
      'NoSuchEntity',
    );
  });

  it.each([
    ['a name that is taken', { PolicyName: 'P' }, 'EntityAlreadyExists'],
    [
      'a document that is none',
      { PolicyDocument: 'hello' },
      'MalformedPolicyDocument',
    ],
    ['a principal', { PolicyDocument: trust(EC2) }, 'MalformedPolicyDocument'],
    [
      'too long a document',
      {
        PolicyDocument: policy({
          Effect: 'Allow',
          Action: 's3:*',
          Resource: `arn:aws:s3:::${'x'.repeat(6200)}`,
        }),
      },
      'LimitExceeded',
    ],
  ])('are not made with %s', async (_, input, code) => {
    const command = new CreatePolicyCommand({
      PolicyName: 'q',
      PolicyDocument: DOCUMENT,
      ...input,
    });
    expect(await codeOf(iam.send(command))).toBe(code);
  });
});

it('knows the OpenID Connect providers of the account', async () => {
  const create = () =>
    iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: 'https://oidc.example/id/1',
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );
  const { OpenIDConnectProviderArn } = await create();
  expect(OpenIDConnectProviderArn).toBe(
    `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example/id/1`,
  );
  expect(await codeOf(create())).toBe('EntityAlreadyExists');
  await expect(
    iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  ).resolves.toMatchObject({
    Url: 'oidc.example/id/1',
    ClientIDList: ['sts.amazonaws.com'],
  });
  await expect(
    iam.send(new ListOpenIDConnectProvidersCommand({})),
  ).resolves.toMatchObject({
    OpenIDConnectProviderList: [{ Arn: OpenIDConnectProviderArn }],
  });
});

it('tells all of an account, page by page', async () => {
  await createPolicy('p');
  for (const name of ['a', 'b', 'c']) {
    await createRole(test, name, {
      statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: name,
        PolicyArn: policyArn('p'),
      }),
    );
  }
  const roles: (string | undefined)[] = [];
  const policies: (string | undefined)[] = [];
  let pages = 0;
  for await (const page of paginateGetAccountAuthorizationDetails(
    { client: iam, pageSize: 2 },
    {},
  )) {
    pages += 1;
    roles.push(...(page.RoleDetailList ?? []).map(role => role.RoleName));
    policies.push(...(page.Policies ?? []).map(each => each.PolicyName));
  }
  expect({ pages, roles, policies }).toEqual({
    pages: 2,
    roles: ['a', 'b', 'c'],
    policies: ['p'],
  });
  const { RoleDetailList } = await iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }),
  );
  expect(RoleDetailList?.[0]).toMatchObject({
    RolePolicyList: [{ PolicyName: 'inline' }],
    AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: policyArn('p') }],
  });
});

it('tells the policies of AWS that are in use, with the account', async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const details = async () =>
    (await iam.send(new GetAccountAuthorizationDetailsCommand({}))).Policies;
  await createRole(test, 'admin');
  expect(await details()).toEqual([]);
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'admin', PolicyArn }));
  const [policyDetail, ...others] = (await details()) ?? [];
  const [version] = policyDetail?.PolicyVersionList ?? [];
  expect(others).toEqual([]);
  expect(policyDetail).toMatchObject({ Arn: PolicyArn, AttachmentCount: 1 });
  expect(version?.IsDefaultVersion).toBe(true);
  expect(decodeURIComponent(version?.Document ?? '')).toBe(
    policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
  );
});

describe('authorization', () => {
  it('follows the policies of the caller, path and boundary included', async () => {
    await createPolicy('boundary');
    await createRole(test, 'builder', {
      statements: [
        {
          Effect: 'Allow',
          Action: 'iam:CreateRole',
          Resource: `arn:aws:iam::${ACCOUNT}:role/corridors/*`,
          Condition: {
            StringEquals: { 'iam:PermissionsBoundary': policyArn('boundary') },
          },
        },
      ],
    });
    const builder = test.iam(await assume(test, 'builder'));
    const create = (input: object) =>
      builder.send(
        new CreateRoleCommand({
          RoleName: 'gha1',
          AssumeRolePolicyDocument: trust(EC2),
          ...input,
        }),
      );
    const PermissionsBoundary = policyArn('boundary');
    expect(await refusalOf(create({ PermissionsBoundary }))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/builder/probe is not authorized to perform: iam:CreateRole on resource: ${arnOf(
        'gha1',
      )} because no identity-based policy allows the iam:CreateRole action`,
    });
    expect(await codeOf(create({ Path: '/corridors/' }))).toBe('AccessDenied');
    await expect(
      create({ Path: '/corridors/', PermissionsBoundary }),
    ).resolves.toBeDefined();
  });

  it('keeps accounts apart', async () => {
    await createRole(test, 'gha1');
    expect(
      await codeOf(
        test.iam(OTHER_ROOT).send(new GetRoleCommand({ RoleName: 'gha1' })),
      ),
    ).toBe('NoSuchEntity');
  });
});

it('says what it does not do', async () => {
  expect(
    await refusalOf(iam.send(new GetAccountSummaryCommand({}))),
  ).toMatchObject({
    code: 'InvalidAction',
    status: 400,
  });
});

import { AwsAccount } from '../__fixtures__/AwsAccount';
import { switchingFleet, tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  fillSwitchingAccount,
  fillTokenAccount,
  NODE_ROLE,
  roleOf,
} from '../__fixtures__/observe';
import { executeCredentialPlan, type EnvironmentAccess } from '..';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
  fillTokenAccount(account);
  fillSwitchingAccount(account);
});
afterEach(() => account.server.close());

function accessOf(
  { fleet }: ReturnType<typeof tokenFleet>,
  over: Partial<EnvironmentAccess> = {},
) {
  const [access] = accessTo(account, fleet, over);
  if (!access) {
    throw new Error('The fleet has no environment');
  }
  return access;
}

type Plan = Parameters<typeof executeCredentialPlan>[0];

function execute(
  plan: Plan,
  access: EnvironmentAccess,
  signal = new AbortController().signal,
) {
  return executeCredentialPlan(
    plan,
    access,
    { clock: () => new Date(), random: () => 'unused01' },
    signal,
  );
}

const byToken = (serviceAccount: string, roleArn: string): Plan => ({
  kind: 'web-identity',
  namespace: serviceAccount,
  serviceAccount,
  audience: 'sts.amazonaws.com',
  roleArn,
});

describe('executeCredentialPlan', () => {
  it('exchanges a token of the ServiceAccount, asked for with its audience and for the shortest time', async () => {
    const requests: unknown[] = [];
    const access = accessOf(tokenFleet(), {
      requestServiceAccountToken: async request => {
        requests.push(request);
        return 'token-of-red';
      },
    });
    expect(await execute(byToken('red', roleOf('red')), access)).toMatchObject({
      kind: 'credentials',
      token: 'token-of-red',
      credentials: {
        accessKeyId: 'ASIA1',
        expiration: new Date('2030-01-01T00:00:00Z'),
      },
    });
    expect(requests).toEqual([
      {
        namespace: 'red',
        serviceAccount: 'red',
        audience: 'sts.amazonaws.com',
        expirationSeconds: 600,
      },
    ]);
    const [sent] = account.server.requests;
    expect(sent?.headers.authorization).toBeUndefined();
    expect(sent?.form.get('RoleSessionName')).toBe('corridors-unused01');
    expect(sent?.form.get('Policy')).toBeNull();
  });

  it('says that the role is refused to a token that it does not trust', async () => {
    expect(
      await execute(byToken('red', roleOf('blue')), accessOf(tokenFleet())),
    ).toEqual({
      kind: 'refused',
      token: 'token-of-red',
      detail: `AssumeRoleWithWebIdentity for ${roleOf(
        'blue',
      )} answered 403 AccessDenied: the role does not exist, or its trust policy refuses.`,
    });
  });

  it('switches role from the node', async () => {
    const plan: Plan = {
      kind: 'assume-role',
      from: 'node-role',
      roleArn: roleOf('gha1', 'single1'),
    };
    expect(await execute(plan, accessOf(switchingFleet()))).toMatchObject({
      kind: 'credentials',
    });
    expect(
      account.server.requests.map(request => [
        request.call,
        request.accessKeyId,
      ]),
    ).toEqual([
      ['GetCallerIdentity', 'NODE'],
      ['AssumeRole', 'NODE'],
    ]);
  });

  it('takes the credentials of the node for its role', async () => {
    expect(
      await execute(
        { kind: 'node-role', roleArn: NODE_ROLE },
        accessOf(switchingFleet()),
      ),
    ).toMatchObject({
      kind: 'credentials',
      credentials: { accessKeyId: 'NODE' },
    });
  });

  it('says when there is nothing to sign with, and when nothing can be had', async () => {
    const access = accessOf(switchingFleet());
    expect(await execute({ kind: 'anonymous' }, access)).toEqual({
      kind: 'unsigned',
    });
    expect(
      await execute({ kind: 'not-possible', reason: 'Needs a pod.' }, access),
    ).toEqual({
      kind: 'not-configured',
      detail: 'Needs a pod.',
    });
  });

  it.each([
    'InvalidIdentityToken',
    'IDPCommunicationError',
    'ExpiredTokenException',
    'PackedPolicyTooLarge',
  ])('takes %s for a failure, not for a refusal', async code => {
    account.fault = () => ({ status: 400, code });
    expect(
      await execute(byToken('red', roleOf('red')), accessOf(tokenFleet())),
    ).toMatchObject({
      kind: 'failed',
      cause: expect.stringContaining(
        `AssumeRoleWithWebIdentity answered 400 ${code}`,
      ),
    });
  });

  it('takes an answer without credentials for a failure', async () => {
    account.fault = () => ({
      status: 200,
      body: '<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>',
    });
    expect(
      await execute(byToken('red', roleOf('red')), accessOf(tokenFleet())),
    ).toEqual({
      kind: 'failed',
      cause: 'AssumeRoleWithWebIdentity answered without credentials',
    });
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('enough');
    const running = execute(
      byToken('red', roleOf('red')),
      accessOf(tokenFleet()),
      AbortSignal.abort(reason),
    );
    await expect(running).rejects.toBe(reason);
  });
});

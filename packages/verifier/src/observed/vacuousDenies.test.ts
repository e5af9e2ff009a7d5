import { AwsAccount } from '../__fixtures__/AwsAccount';
import { switchingFleet, tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  deviations,
  fillSwitchingAccount,
  fillTokenAccount,
  findingsOf,
  isAbout,
  observe,
  roleOf,
} from '../__fixtures__/observe';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

describe('the observed view proves nothing from a deny', () => {
  it('of a bucket that does not exist, as after a slip in its name', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.buckets.delete('blue-primary');
    account.buckets.set('blue-primary1', {
      accountId: '111122223333',
      hasCanary: true,
    });
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    for (const identity of ['corridor:red', 'corridor:blue', 'anonymous']) {
      expect(
        observation.covered(`${identity} list bucket:blue-primary`),
      ).toMatchObject({
        verdict: 'inconclusive',
        cause: '404 NoSuchBucket: the bucket does not exist',
        causedBy: 'bucket:blue-primary',
      });
    }
    expect(
      (await findingsOf(subject, observation)).map(one => one.kind),
    ).toEqual(['unproven']);
  });

  it('of a bucket that belongs to another account', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.buckets.set('blue-primary', {
      accountId: '999999999999',
      hasCanary: true,
    });
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(
      observation.covered('corridor:red write bucket:blue-primary'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: expect.stringContaining(
        'bucket blue-primary belongs to another account than 111122223333',
      ),
    });
  });

  it('of a role that does not exist', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roles.delete(roleOf('blue'));
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(
      observation.covered(`corridor:red assume role:${roleOf('blue')}`),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: `role ${roleOf('blue')} does not exist`,
    });
  });

  it('to a read while the canary cannot be put', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.buckets.set('blue-primary', {
      accountId: '111122223333',
      hasCanary: false,
    });
    account.fault = ({ call }) =>
      call === 'PutObject' ? { status: 403, code: 'AccessDenied' } : undefined;
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(
      observation.covered('corridor:red read bucket:blue-primary'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause:
        '.corridors/canary could not be put into blue-primary: 403 AccessDenied',
    });
    expect(observation.verdict('corridor:red list bucket:blue-primary')).toBe(
      'deny',
    );
    expect(
      observation.covered('corridor:blue read bucket:blue-primary'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: '404 NoSuchKey: the canary object is gone',
    });
  });

  it('to credentials that turn out to be of another role', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.fault = ({ call, accessKeyId }) =>
      call === 'GetCallerIdentity' && accessKeyId === 'ASIA1'
        ? {
            status: 200,
            body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::111122223333:assumed-role/other/s</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
          }
        : undefined;
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      {
        choose: isAbout('corridor:red list'),
        timings: {
          requestTimeoutMilliseconds: 2_000,
          retryDelaysMilliseconds: [],
        },
      },
    );
    expect(
      observation.covered('corridor:red list bucket:blue-primary'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: `the credentials belong to arn:aws:sts::111122223333:assumed-role/other/s, not to ${roleOf(
        'red',
      )}`,
      causedBy: 'corridor:red',
    });
  });

  it.each([
    ['InvalidClientTokenId', 403, 'the access key is not known'],
    ['SignatureDoesNotMatch', 403, 'the secret key is wrong'],
    [
      'RequestTimeTooSkewed',
      403,
      'the clocks of portal and server differ too much',
    ],
    ['ExpiredToken', 400, 'the credentials have expired'],
  ])(
    'to credentials that the server answers %s',
    async (code, status, words) => {
      const subject = tokenFleet();
      fillTokenAccount(account);
      account.fault = ({ call }) =>
        call === 'GetCallerIdentity' ? { status, code } : undefined;
      const observation = await observe(
        subject,
        accessTo(account, subject.fleet),
      );
      const cells = [...observation.answers.values()].filter(
        answer =>
          answer.cell.startsWith('corridor:') &&
          !answer.cell.includes(' administer '),
      );
      expect(cells.length).toBeGreaterThan(0);
      for (const answer of cells) {
        expect(answer).toMatchObject({
          verdict: 'inconclusive',
          cause: `GetCallerIdentity answered ${status} ${code}: ${words}`,
        });
      }
    },
  );

  it('to a role while the credentials of the node are not good', async () => {
    const subject = switchingFleet();
    fillSwitchingAccount(account);
    account.callers.delete('NODE');
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(
      observation.covered('corridor:gha1 list bucket:gha1-primary'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: expect.stringContaining(
        'the credentials of the node role are not good: GetCallerIdentity answered',
      ),
    });
    expect(
      (await findingsOf(subject, observation)).every(
        one => one.kind === 'unproven',
      ),
    ).toBe(true);
  });
});

describe('the observed view looks twice', () => {
  it('at a role that one way denies while the other proves nothing', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.fault = ({ call, form }) =>
      call === 'AssumeRoleWithWebIdentity' && form.get('Policy') !== null
        ? { status: 400, code: 'InvalidIdentityToken' }
        : undefined;
    const cell = `corridor:red assume role:${roleOf('blue')}`;
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    expect(observation.covered(cell)).toMatchObject({
      verdict: 'inconclusive',
      cause:
        '400 InvalidIdentityToken: the token of the ServiceAccount was not accepted',
    });
  });

  it('at a role of the same name under another path', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roles.delete(roleOf('blue'));
    account.roles.add('arn:aws:iam::111122223333:role/cluster1_blue');
    const cell = `corridor:red assume role:${roleOf('blue')}`;
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    expect(observation.covered(cell)).toMatchObject({
      verdict: 'inconclusive',
      cause: `the role named cluster1_blue is arn:aws:iam::111122223333:role/cluster1_blue, not ${roleOf(
        'blue',
      )}`,
    });
  });

  it('at a canary that the portal may put but not get', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.fault = ({ call, accessKeyId }) => {
      if (accessKeyId !== 'PORTAL') {
        return undefined;
      }
      return {
        GetObject: { status: 403, code: 'AccessDenied' },
        PutObject: { status: 412, code: 'PreconditionFailed' },
      }[call];
    };
    const cell = 'corridor:red read bucket:blue-primary';
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    expect(observation.verdict(cell)).toBe('deny');
  });
});

describe('without credentials of the portal', () => {
  it('what one row sees proves the denies of the others', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const accesses = accessTo(account, subject.fleet, {
      portalCredentials: undefined,
    });
    const observation = await observe(subject, accesses, {
      choose: cell => cell.operation !== 'delete',
    });
    expect(deviations(subject, observation)).toEqual([]);
  });

  it('who read the canary has seen the bucket', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const accesses = accessTo(account, subject.fleet, {
      portalCredentials: undefined,
    });
    const cells = [
      'corridor:blue read bucket:blue-primary',
      'corridor:red list bucket:blue-primary',
    ];
    const observation = await observe(subject, accesses, {
      choose: cell => cells.includes(cell.id),
    });
    expect(cells.map(observation.verdict)).toEqual(['allow', 'deny']);
  });

  it('a deny that no one backs is inconclusive', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const accesses = accessTo(account, subject.fleet, {
      portalCredentials: undefined,
    });
    const cell = 'corridor:red list bucket:blue-primary';
    const observation = await observe(subject, accesses, {
      choose: isAbout(cell),
    });
    expect(observation.covered(cell)).toMatchObject({
      verdict: 'inconclusive',
      cause:
        'the portal has no credentials of its own to see the resource with',
    });
  });
});

it('takes an allowed cell for the control where the server does not know GetCallerIdentity', async () => {
  const subject = tokenFleet();
  fillTokenAccount(account);
  account.fault = ({ call }) =>
    call === 'GetCallerIdentity'
      ? { status: 400, code: 'InvalidAction' }
      : undefined;
  const observation = await observe(subject, accessTo(account, subject.fleet));
  expect(deviations(subject, observation)).toEqual([]);

  account.roleGrants.set(roleOf('red'), new Set());
  const blocked = await observe(subject, accessTo(account, subject.fleet), {
    choose: isAbout('corridor:red list'),
  });
  expect(blocked.verdict('corridor:red list bucket:blue-primary')).toBe(
    'inconclusive',
  );
});

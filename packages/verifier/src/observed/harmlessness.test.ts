import { AwsAccount } from '../__fixtures__/AwsAccount';
import { switchingFleet, tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  deviations,
  fillSwitchingAccount,
  fillTokenAccount,
  isAbout,
  observe,
} from '../__fixtures__/observe';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

describe('the canary', () => {
  it('is put by the portal when it is missing, and only then', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.buckets.set('blue-primary', {
      accountId: '111122223333',
      hasCanary: false,
    });
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([]);
    const puts = account.server.requests.filter(
      request => request.call === 'PutObject',
    );
    expect(puts).toHaveLength(1);
    expect(puts[0]).toMatchObject({
      accessKeyId: 'PORTAL',
      bucket: 'blue-primary',
      key: '.corridors/canary',
      headers: { 'if-none-match': '*', 'content-length': '1' },
    });
  });
});

describe('a delete', () => {
  const isDelete = isAbout('corridor:red delete bucket:red-primary');
  const cell = 'corridor:red delete bucket:red-primary';

  async function deleteOn(
    versioning: 'Enabled' | 'Suspended' | undefined,
    options: { serverName?: string; conditionalDeletes?: boolean } = {},
  ) {
    await account.server.close();
    account = await AwsAccount.start({ serverName: options.serverName });
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.buckets.set('red-primary', {
      accountId: '111122223333',
      hasCanary: true,
      ...(versioning && { versioning }),
    });
    const accesses = accessTo(account, subject.fleet).map(access => ({
      ...access,
      endpoints: {
        ...access.endpoints,
        ...(options.conditionalDeletes === undefined
          ? {}
          : { conditionalDeletes: options.conditionalDeletes }),
      },
    }));
    const observation = await observe(subject, accesses, { choose: isDelete });
    const sent = account.server.requests.find(
      request => request.call === 'DeleteObject',
    );
    return [observation.verdict(cell), sent?.headers['if-match']];
  }

  it('is plain where versions were never kept', async () => {
    expect(await deleteOn(undefined)).toEqual(['allow', undefined]);
  });

  it.each(['Enabled', 'Suspended'] as const)(
    'is not tried with versioning %s on a store that is not known',
    async status => {
      expect(await deleteOn(status)).toEqual(['no-harmless-probe', undefined]);
    },
  );

  it('is conditional with versioning on a store that names itself AmazonS3', async () => {
    expect(await deleteOn('Enabled', { serverName: 'AmazonS3' })).toEqual([
      'allow',
      '*',
    ]);
  });

  it('is conditional with versioning where the environment says so', async () => {
    expect(await deleteOn('Enabled', { conditionalDeletes: true })).toEqual([
      'allow',
      '*',
    ]);
    expect(
      await deleteOn('Enabled', {
        serverName: 'AmazonS3',
        conditionalDeletes: false,
      }),
    ).toEqual(['no-harmless-probe', undefined]);
  });
});

describe('the observed view does not cover', () => {
  it('rows without a source of credentials, and says so', async () => {
    const subject = switchingFleet();
    fillSwitchingAccount(account);
    const accesses = accessTo(account, subject.fleet, {
      nodeRoleCredentials: undefined,
    });
    const observation = await observe(subject, accesses);
    expect(
      observation.answers.get('corridor:gha1 list bucket:gha1-primary'),
    ).toMatchObject({
      covered: false,
      reason: 'no-credential-source',
      detail:
        'Environment single1 has no source for the credentials of its node role.',
    });
    expect(
      observation.verdict('node-role:single1 list bucket:gha-common-1'),
    ).toBe('no-credential-source');
    expect(observation.verdict('anonymous list bucket:gha1-primary')).toBe(
      'deny',
    );
  });

  it('tokens of a cluster that is not configured', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const accesses = accessTo(account, subject.fleet, {
      requestServiceAccountToken: undefined,
    });
    const observation = await observe(subject, accesses);
    expect(observation.verdict('corridor:red list bucket:red-primary')).toBe(
      'no-credential-source',
    );
  });

  it('environments that it cannot reach', async () => {
    const subject = tokenFleet();
    const observation = await observe(subject, []);
    expect(observation.verdict('corridor:red list bucket:red-primary')).toBe(
      'no-credential-source',
    );
    expect(observation.verdict('anonymous list bucket:red-primary')).toBe(
      'not-configured',
    );
    expect(account.server.requests).toEqual([]);
  });
});

import { deriveFindings, intendedVerdict, type Cell } from '@corridors/model';
import { AwsAccount } from '../__fixtures__/AwsAccount';
import { switchingFleet, tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  fillSwitchingAccount,
  fillTokenAccount,
  grantsOn,
  NODE_ROLE,
  observe,
  roleOf,
  type Observation,
} from '../__fixtures__/observe';
import { createIntendedView, createObservedView } from '..';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

type Subject = ReturnType<typeof tokenFleet>;

/** Cells that were covered and are not what was meant. */
function deviations(
  { fleet, matrix }: Subject,
  observation: Observation,
): string[] {
  return matrix.cells
    .filter(cell => {
      const answer = observation.answers.get(cell.id);
      return (
        answer?.covered &&
        answer.verdict !== intendedVerdict(cell, matrix, fleet).verdict
      );
    })
    .map(cell => `${cell.id}: ${observation.verdict(cell.id)}`);
}

async function findings(subject: Subject, observation: Observation) {
  const intended = [];
  const view = createIntendedView(subject.matrix, subject.fleet);
  for await (const answer of view.fill(
    subject.matrix.cells,
    new AbortController().signal,
  )) {
    intended.push(answer);
  }
  return deriveFindings(subject.matrix, intended, [
    ...observation.answers.values(),
  ]);
}

const isAbout =
  (...words: string[]) =>
  (cell: Cell) =>
    words.every(word => cell.id.includes(word));

describe('the observed view of an account that is as it was meant', () => {
  it('answers every cell where pods switch role from the node', async () => {
    const subject = switchingFleet();
    fillSwitchingAccount(account);
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(observation.answers.size).toBe(subject.matrix.cells.length);
    expect(deviations(subject, observation)).toEqual([]);
    expect(observation.waits).toEqual([]);
    expect(observation.phases).toEqual([
      'planning',
      'controls',
      'probing',
      'done',
    ]);
  });

  it.each([
    ['node-role:single1 list bucket:gha-common-1', 'allow'],
    ['node-role:single1 list bucket:gha1-primary', 'deny'],
    ['node-role:single1 list bucket:gha2-primary', 'deny'],
    ['corridor:gha1 list bucket:gha1-primary', 'allow'],
    ['corridor:gha1 list bucket:gha2-primary', 'deny'],
    ['corridor:gha1 list bucket:gha-common-1', 'deny'],
    ['corridor:gha1 read bucket:gha1-primary', 'allow'],
    ['corridor:gha1 write bucket:gha1-primary', 'allow'],
    ['corridor:gha1 delete bucket:gha1-primary', 'allow'],
    ['corridor:gha1 delete bucket:gha2-primary', 'deny'],
    ['corridor:gha1 administer bucket:gha1-primary', 'no-harmless-probe'],
    ['anonymous read bucket:gha1-primary', 'deny'],
    [`node-role:single1 assume role:${roleOf('gha1', 'single1')}`, 'allow'],
    [`corridor:gha2 assume role:${roleOf('gha1', 'single1')}`, 'deny'],
    [`corridor:gha1 assume role:${NODE_ROLE}`, 'deny'],
  ])('%s: %s', async (cell, verdict) => {
    const subject = switchingFleet();
    fillSwitchingAccount(account);
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    expect(observation.verdict(cell)).toBe(verdict);
  });

  it('answers every cell where pods have tokens', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(observation.answers.size).toBe(subject.matrix.cells.length);
    expect(deviations(subject, observation)).toEqual([]);
    expect(await findings(subject, observation)).toEqual([]);
  });

  it('tries roles from the own role and with the own token', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const cell = `corridor:red assume role:${roleOf('blue')}`;
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    const summaries = observation
      .covered(cell)
      .evidence.map(one => one.summary);
    expect(summaries).toEqual([
      `AssumeRole for ${roleOf('blue')} answered 403 AccessDenied.`,
      `AssumeRoleWithWebIdentity for ${roleOf(
        'blue',
      )} answered 403 AccessDenied.`,
      expect.stringMatching(
        /^The credentials are those of arn:aws:sts::111122223333:assumed-role\/cluster1_red\//,
      ),
      `Role ${roleOf('blue')} exists.`,
    ]);
  });

  it('changes nothing: it writes no object, and deletes only what does not exist', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    await observe(subject, accessTo(account, subject.fleet));
    expect(account.server.count('PutObject')).toBe(0);
    const deleted = account.server.requests.filter(
      request => request.call === 'DeleteObject',
    );
    expect(deleted.length).toBeGreaterThan(0);
    expect(
      deleted.every(request =>
        /^\.corridors\/probe-unused\d{6}$/.test(request.key ?? ''),
      ),
    ).toBe(true);
  });
});

describe('the observed view finds', () => {
  it('a leak: a role that reaches another bucket', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(
      roleOf('red'),
      grantsOn('red-primary', 'blue-primary'),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      'corridor:red list bucket:blue-primary: allow',
      'corridor:red read bucket:blue-primary: allow',
      'corridor:red write bucket:blue-primary: allow',
      'corridor:red delete bucket:blue-primary: allow',
    ]);
    expect((await findings(subject, observation)).map(one => one.kind)).toEqual(
      ['leak'],
    );
  });

  it('a leak: a role whose trust lets another ServiceAccount in', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.tokens.set(
      'token-of-red',
      new Set([`${roleOf('red')} assume`, `${roleOf('blue')} assume`]),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      `corridor:red assume role:${roleOf('blue')}: allow`,
    ]);
  });

  it('a leak: a role that another role may take', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(
      roleOf('red'),
      new Set([...grantsOn('red-primary'), `${roleOf('blue')} assume`]),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      `corridor:red assume role:${roleOf('blue')}: allow`,
    ]);
  });

  it('what is blocked: a bucket that its own corridor may not read', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(
      roleOf('red'),
      new Set(['red-primary list', 'red-primary write', 'red-primary delete']),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      'corridor:red read bucket:red-primary: deny',
    ]);
    expect((await findings(subject, observation)).map(one => one.kind)).toEqual(
      ['blocked'],
    );
  });

  it.each([
    ['does not exist', (role: string) => account.roles.delete(role)],
    [
      'refuses its own ServiceAccount',
      () => account.tokens.set('token-of-red', new Set<string>()),
    ],
  ])('what is blocked: an identity whose role %s', async (_, damage) => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    damage(roleOf('red'));
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    for (const operation of ['list', 'read', 'write', 'delete']) {
      expect(
        observation.covered(`corridor:red ${operation} bucket:red-primary`),
      ).toMatchObject({
        verdict: 'deny',
        cause: 'role-unavailable',
        causedBy: 'corridor:red',
      });
      expect(
        observation.covered(`corridor:red ${operation} bucket:blue-primary`),
      ).toMatchObject({
        verdict: 'inconclusive',
        cause: 'role-unavailable',
      });
    }
    const [first] = await findings(subject, observation);
    expect(first).toMatchObject({ kind: 'blocked', corridors: ['red'] });
    expect(first?.cells).toHaveLength(4);
    expect(
      deviations(subject, observation).filter(one =>
        one.startsWith('corridor:blue list'),
      ),
    ).toEqual([]);
  });

  it('a leak by a token even when the role of its own refuses it', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.tokens.set('token-of-red', new Set([`${roleOf('blue')} assume`]));
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(
      observation.verdict(`corridor:red assume role:${roleOf('blue')}`),
    ).toBe('allow');
  });
});

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
    expect((await findings(subject, observation)).map(one => one.kind)).toEqual(
      ['unproven'],
    );
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
      (await findings(subject, observation)).every(
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

describe('the observed view under faults of the server', () => {
  const faults: [string, ReturnType<AwsAccount['fault']>][] = [
    ['hangs', 'hang'],
    ['drops connections', 'reset'],
    ['throttles', { status: 503, code: 'SlowDown' }],
    ['throttles by status', { status: 429 }],
    ['breaks', { status: 500, code: 'InternalError' }],
    ['sees a clock that is off', { status: 403, code: 'RequestTimeTooSkewed' }],
    ['is another server', { status: 403, body: '<html>Forbidden</html>' }],
  ];
  it.each(faults)(
    'that %s: nothing is denied',
    async (_, fault) => {
      const subject = tokenFleet();
      fillTokenAccount(account);
      account.fault = () => fault;
      const observation = await observe(
        subject,
        accessTo(account, subject.fleet),
        {
          timings: {
            requestTimeoutMilliseconds: 200,
            retryDelaysMilliseconds: [2_000],
          },
        },
      );
      const verdicts = [...observation.answers.keys()].map(cell =>
        observation.verdict(cell),
      );
      expect(new Set(verdicts)).toEqual(
        new Set(['inconclusive', 'no-harmless-probe']),
      );
      expect(
        [...observation.answers.values()].every(
          answer => !answer.covered || answer.cause,
        ),
      ).toBe(true);
    },
    20_000,
  );

  it('recovers within the run: what was throttled is tried again', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.fault = () => ({ status: 503, code: 'SlowDown' });
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      {
        onWait: () => {
          account.fault = () => undefined;
        },
      },
    );
    expect(deviations(subject, observation)).toEqual([]);
    expect(observation.waits).toEqual([2_000]);
    expect(observation.phases).toContain('retrying');
  });
});

describe('the observed view waits for changes to be seen everywhere', () => {
  it('and notes a cell that changed between tries as settling', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(roleOf('red'), new Set());
    const cell = 'corridor:red list bucket:red-primary';
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      {
        choose: isAbout(cell),
        onWait: () =>
          account.roleGrants.set(roleOf('red'), grantsOn('red-primary')),
      },
    );
    expect(observation.verdict(cell)).toBe('allow');
    expect(observation.covered(cell).evidence.at(-1)).toMatchObject({
      summary: expect.stringMatching(
        /^Settling: within \d+ s the cell answered deny, then allow\.$/,
      ),
      details: { settling: true, tries: 2 },
    });
  });

  it('and keeps an answer that stays, tried as often as there are delays', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(roleOf('red'), new Set());
    const cell = 'corridor:red list bucket:red-primary';
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    expect(observation.verdict(cell)).toBe('deny');
    expect(observation.waits).toEqual([2_000, 4_000]);
    expect(JSON.stringify(observation.covered(cell))).not.toContain('Settling');
  });

  it('and hands on at once what is as it was meant', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(roleOf('red'), new Set());
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      {
        choose: cell =>
          cell.id === 'corridor:red list bucket:red-primary' ||
          cell.id === 'anonymous list bucket:red-primary',
      },
    );
    expect([...observation.answers.keys()][0]).toBe(
      'anonymous list bucket:red-primary',
    );
  });
});

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

/** Long enough for requests that are on their way, and for several more at 50 a second. */
const quiet = () =>
  new Promise(resolve => {
    setTimeout(resolve, 100);
  });

describe('cancelling', () => {
  it('ends a run that waits for a hung server, with the reason, and asks nothing more', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.fault = ({ call }) =>
      call === 'ListObjectsV2' ? 'hang' : undefined;
    const controller = new AbortController();
    const reason = new Error('cancelled by ann');
    const running = observe(subject, accessTo(account, subject.fleet), {
      signal: controller.signal,
      timings: {
        requestTimeoutMilliseconds: 60_000,
        retryDelaysMilliseconds: [],
      },
    });
    while (account.server.count('ListObjectsV2') === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    await quiet();
    const asked = account.server.requests.length;
    await quiet();
    expect(account.server.requests.length).toBe(asked);
    expect(asked).toBeLessThan(subject.matrix.cells.length);
  });

  it('before the start asks nothing', async () => {
    const subject = tokenFleet();
    const reason = new Error('too late');
    const running = observe(subject, accessTo(account, subject.fleet), {
      signal: AbortSignal.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
    expect(account.server.requests).toEqual([]);
  });

  it('is what a reader does who stops reading', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const view = createObservedView({
      ...subject,
      accesses: accessTo(account, subject.fleet, { requestsPerSecond: 50 }),
      clock: () => new Date(),
      random: () => 'unused',
      log: { info: () => {}, warn: () => {} },
    });
    for await (const answer of view.fill(
      subject.matrix.cells,
      new AbortController().signal,
    )) {
      expect(answer.view).toBe('observed');
      break;
    }
    await quiet();
    const asked = account.server.requests.length;
    await quiet();
    expect(account.server.requests.length).toBe(asked);
    expect(asked).toBeLessThan(subject.matrix.cells.length);
  });
});

describe('secrets', () => {
  it.each([
    ['all is well', () => undefined],
    ['everything is refused', () => ({ status: 403, code: 'AccessDenied' })],
    [
      'the server echoes what it got',
      ({ form }) => ({
        status: 400,
        code: 'InvalidToken',
        message: String(form),
      }),
    ],
  ] as [string, AwsAccount['fault']][])(
    'are in no answer and no log when %s',
    async (_, fault) => {
      for (const subject of [tokenFleet(), switchingFleet()]) {
        account.secrets.length = 0;
        fillTokenAccount(account);
        fillSwitchingAccount(account);
        account.fault = fault;
        const observation = await observe(
          subject,
          accessTo(account, subject.fleet),
        );
        const told = JSON.stringify([
          [...observation.answers.values()],
          observation.log,
        ]);
        expect(account.secrets.length).toBeGreaterThan(2);
        expect(account.secrets.filter(secret => told.includes(secret))).toEqual(
          [],
        );
        expect(told).not.toMatch(/ASIA\d/);
      }
    },
  );

  it('are in no answer when a source of credentials fails with them in its message', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const failing = async () => {
      throw Object.assign(new Error('403: Bearer hunter2 is not allowed'), {
        statusCode: 403,
      });
    };
    const accesses = accessTo(account, subject.fleet, {
      requestServiceAccountToken: failing,
      portalCredentials: failing,
    });
    const observation = await observe(subject, accesses);
    const told = JSON.stringify([
      [...observation.answers.values()],
      observation.log,
    ]);
    expect(told).not.toContain('hunter2');
    expect(
      observation.covered('corridor:red list bucket:red-primary'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: 'no token of ServiceAccount red/red could be had (Error 403)',
    });
  });
});

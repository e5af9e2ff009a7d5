import { AwsAccount } from '../__fixtures__/AwsAccount';
import { tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  deviations,
  fillTokenAccount,
  grantsOn,
  isAbout,
  observe,
  roleOf,
} from '../__fixtures__/observe';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

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

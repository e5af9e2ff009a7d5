import { AwsAccount } from '../__fixtures__/AwsAccount';
import { switchingFleet, tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  fillSwitchingAccount,
  fillTokenAccount,
  observe,
} from '../__fixtures__/observe';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

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

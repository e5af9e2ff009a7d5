import { AwsAccount } from '../__fixtures__/AwsAccount';
import { tokenFleet } from '../__fixtures__/fleet';
import { accessTo, fillTokenAccount, observe } from '../__fixtures__/observe';
import { createObservedView } from './createObservedView';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

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

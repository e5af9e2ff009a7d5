import { sleep } from './sleep';

describe('sleep', () => {
  it('waits', async () => {
    const start = Date.now();
    await sleep(30, new AbortController().signal);
    expect(Date.now() - start).toBeGreaterThanOrEqual(28);
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const sleeping = sleep(60_000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(sleep(60_000, controller.signal)).rejects.toBe(reason);
  });
});

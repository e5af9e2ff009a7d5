import { forEachConcurrently } from './forEachConcurrently';

const tick = () => new Promise<void>(resolve => setImmediate(resolve));

describe('forEachConcurrently', () => {
  it('works on no more items at one time than the limit, and on all', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await forEachConcurrently([1, 2, 3, 4, 5], 2, async item => {
      running += 1;
      most = Math.max(most, running);
      await tick();
      running -= 1;
      done.push(item);
    });
    expect(most).toBe(2);
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });

  it('begins nothing after a failure, ends what was begun, and throws it', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const failure = new Error('two');
    const work = forEachConcurrently([1, 2, 3, 4], 2, async item => {
      begun.push(item);
      if (item === 2) {
        throw failure;
      }
      await tick();
      ended.push(item);
    });
    await expect(work).rejects.toBe(failure);
    expect(begun).toEqual([1, 2]);
    expect(ended).toEqual([1]);
  });
});

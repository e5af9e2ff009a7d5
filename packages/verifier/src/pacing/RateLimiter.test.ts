import { RateLimiter } from './RateLimiter';

function limiterAt(perSecond: number) {
  let now = 1_000_000;
  const waits: number[] = [];
  const limiter = new RateLimiter({
    perSecond,
    clock: () => new Date(now),
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
  });
  return {
    limiter,
    waits,
    pass: (milliseconds: number) => (now += milliseconds),
  };
}

const signal = new AbortController().signal;

describe('RateLimiter', () => {
  it('spaces turns that are asked for at once evenly', async () => {
    const { limiter, waits } = limiterAt(20);
    await Promise.all(Array.from({ length: 4 }, () => limiter.take(signal)));
    expect(waits).toEqual([50, 100, 150]);
  });

  it('saves no turns up while nobody asks', async () => {
    const { limiter, waits, pass } = limiterAt(10);
    await limiter.take(signal);
    pass(10_000);
    await limiter.take(signal);
    await limiter.take(signal);
    expect(waits).toEqual([100]);
  });

  it('ends waiting with the reason of the signal', async () => {
    const { limiter } = limiterAt(1);
    await limiter.take(signal);
    const reason = new Error('enough');
    await expect(limiter.take(AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it.each([0, -1, NaN])('refuses a rate of %s', rate => {
    expect(() => limiterAt(rate)).toThrow(
      'A rate must be above 0 requests per second',
    );
  });
});

import { CircuitBreaker } from './CircuitBreaker';

function breakerAt() {
  let now = 0;
  const breaker = new CircuitBreaker(() => new Date(now));
  return {
    breaker,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('CircuitBreaker', () => {
  it('opens after three failures in a row, and not before', () => {
    const { breaker } = breakerAt();
    breaker.failed();
    breaker.failed();
    expect(breaker.isOpen).toBe(false);
    breaker.failed();
    expect(breaker.isOpen).toBe(true);
  });

  it('counts anew after an answer', () => {
    const { breaker } = breakerAt();
    breaker.failed();
    breaker.failed();
    breaker.answered();
    breaker.failed();
    expect(breaker.isOpen).toBe(false);
  });

  it('lets a request through after a pause, and opens again when that fails', () => {
    const { breaker, pass } = breakerAt();
    breaker.failed();
    breaker.failed();
    breaker.failed();
    pass(5_000);
    expect(breaker.isOpen).toBe(false);
    breaker.failed();
    expect(breaker.isOpen).toBe(true);
  });
});

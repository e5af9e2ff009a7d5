import { describeFailure } from './describeFailure';

describe('describeFailure', () => {
  class TokenError extends Error {
    constructor(message: string) {
      super(message);
      this.name = 'TokenError';
    }
  }

  it.each<[string, unknown, string]>([
    ['by its name', new TokenError('hunter2'), 'TokenError'],
    [
      'with its status',
      Object.assign(new Error('hunter2'), { status: 503 }),
      'Error 503',
    ],
    [
      'with its code',
      Object.assign(new Error('hunter2'), { code: 'ECONNREFUSED' }),
      'Error ECONNREFUSED',
    ],
    [
      'without a code that is no code',
      Object.assign(new Error('x'), { code: 'Bearer hunter2' }),
      'Error',
    ],
    ['that is no error', 'hunter2', 'an error of unknown kind'],
  ])('names a failure %s', (_, error, expected) => {
    expect(describeFailure(error)).toBe(expected);
  });
});

import { explainError } from './explainError';

function named(name: string, message = 'because') {
  return Object.assign(new Error(message), { name });
}

describe('explainError', () => {
  it.each([
    [
      named('AuthenticationError'),
      'signed-out',
      'Your sign-in has ended',
      false,
    ],
    [
      named('NotAllowedError'),
      'forbidden',
      'You may not see corridor gha1',
      false,
    ],
    [named('NotFoundError'), 'not-found', 'There is no corridor gha1', false],
    [named('ConflictError'), 'conflict', 'Something else is under way', true],
    [named('InputError'), 'refused', 'The request was refused', false],
    [
      named('ServiceUnavailableError'),
      'failed',
      'The portal could not answer',
      true,
    ],
    [
      new TypeError('Failed to fetch'),
      'unreachable',
      'The portal did not answer',
      true,
    ],
    ['a string', 'unreachable', 'The portal did not answer', true],
  ] as const)('explains %p', (error, kind, title, mayRetry) => {
    expect(explainError(error, 'corridor gha1')).toEqual({
      kind,
      title,
      mayRetry,
      explanation: expect.any(String),
    });
  });
});

import { describeExitCode } from './exitCodes';

describe('describeExitCode', () => {
  it.each([
    [0, 'ended normally'],
    [1, 'the application failed'],
    [11, 'too many executors failed'],
    [50, 'an exception was not caught'],
    [52, 'out of memory (OutOfMemoryError)'],
    [56, 'the executor lost its heartbeat to the driver'],
    [101, 'the main class was not found, or the application threw'],
    [124, 'the driver timed out'],
    [127, 'the command was not found'],
    [137, 'killed (SIGKILL)'],
    [143, 'told to end (SIGTERM)'],
    [139, 'ended by signal 11'],
    [42, 'unknown exit code'],
    [255, 'unknown exit code'],
  ])('says of %d: %s', (code, text) => {
    expect(describeExitCode(code)).toBe(text);
  });
});

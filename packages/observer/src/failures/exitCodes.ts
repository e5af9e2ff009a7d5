/** Exit codes of Spark and of shells (source: `org.apache.spark.util.SparkExitCode`, `ExecutorExitCode`; POSIX shells). */
const MEANINGS: Readonly<Record<number, string>> = {
  0: 'ended normally',
  1: 'the application failed',
  2: 'wrong use of a command',
  3: 'a path was not found',
  11: 'too many executors failed',
  50: 'an exception was not caught',
  51: 'a second exception came while the first was handled',
  52: 'out of memory (OutOfMemoryError)',
  53: 'a directory on disk could not be made',
  54: 'the external block store could not be started',
  55: 'the external block store could not make its directory',
  56: 'the executor lost its heartbeat to the driver',
  101: 'the main class was not found, or the application threw',
  124: 'the driver timed out',
  126: 'the command cannot be executed',
  127: 'the command was not found',
  137: 'killed (SIGKILL)',
  143: 'told to end (SIGTERM)',
};

/** What an exit code of a driver or executor says, such as `out of memory (OutOfMemoryError)`. */
export function describeExitCode(exitCode: number): string {
  const known = MEANINGS[exitCode];
  if (known !== undefined) {
    return known;
  }
  return exitCode > 128 && exitCode < 192
    ? `ended by signal ${exitCode - 128}`
    : 'unknown exit code';
}

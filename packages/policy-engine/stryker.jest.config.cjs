/**
 * Backstage's configuration of jest, without a browser, which no test of the engine looks at and each run would wait for.
 * Time is not measured: the code that plants faults slows it.
 */
// Each planted fault is looked for anew: a few random cases find most.
process.env.CORRIDORS_DIFFERENTIAL ??= '600';
process.env.CORRIDORS_FUZZ ??= '600';

module.exports = async () => {
  const { runtime, testEnvironment, ...config } =
    await require('@backstage/cli/config/jest');
  return {
    ...config,
    testEnvironment: 'node',
    testPathIgnorePatterns: ['\\.speed\\.test\\.ts$'],
    testSequencer: '<rootDir>/../stryker.sequencer.cjs',
  };
};

/**
 * Backstage's configuration of jest, without a browser, which no test of the engine looks at and each run would wait for.
 * The random suites are short: they run once for each fault that is planted. Time is not measured: the code that
 * plants faults slows it.
 */
process.env.CORRIDORS_DIFFERENTIAL ??= '2000';
process.env.CORRIDORS_FUZZ ??= '2000';

module.exports = async () => {
  const { runtime, testEnvironment, ...config } =
    await require('@backstage/cli/config/jest');
  return {
    ...config,
    testEnvironment: 'node',
    testPathIgnorePatterns: ['\\.speed\\.test\\.ts$'],
  };
};

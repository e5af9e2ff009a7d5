/**
 * `npm run test:mutation`: plants faults in the engine one by one, and sees whether a test finds each.
 *
 * How to take a part of it: MUTATIONS.md.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'engine',
  plugins: ['./mutation/plugin.mjs'],
  mutate: [
    'src/**/*.ts',
    '!src/**/*.test.ts',
    '!src/index.ts',
    '!src/**/__fixtures__/**',
    '!src/fuzz/**',
    '!src/knownAnswers/**',
    '!src/naive/**',
  ],
  coverageAnalysis: 'perTest',
  disableTypeChecks: false,
  concurrency: 2,
  // Enough for every test there is: what a fault is given must not hang on how much else the machine does. The factor counts
  // the tests of the whole engine, of which a fault runs those of one part.
  timeoutMS: 15_000,
  timeoutFactor: 0.1,
  tempDirName: '.stryker-tmp',
  incremental: true,
  incrementalFile: '../../test/results/mutation/incremental.json',
  reporters: ['judging', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: '../../test/results/mutation/index.html' },
  jsonReporter: { fileName: '../../test/results/mutation/report.json' },
  // The reporter `judging` sets the bound: StrykerJS cannot tell a fault from a change without effect.
  thresholds: { high: 100, low: 95, break: null },
};

const swc = require.resolve('@backstage/cli/config/jestSwcTransform');

const node = { module: { ignoreDynamic: true, exportInteropAnnotation: true } };

/** Suites against what others wrote: servers, command-line clients, published schemas. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testTimeout: 120_000,
  // Backstage's scheduler leaves timers behind when a backend is stopped.
  forceExit: true,
  transform: {
    '\\.[cm]?js$': [
      swc,
      { ...node, jsc: { parser: { syntax: 'ecmascript' } } },
    ],
    '\\.ts$': [swc, { ...node, jsc: { parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/(?:ajv|typescript|knex|jsdom)/'],
};

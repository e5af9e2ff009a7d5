/**
 * Who may import whom, as docs/decisions/0001-packages.md draws it. Each package names all of ours it may stand on;
 * what is not in the list is refused by lint, and so is Backstage below plugins/.
 */
const path = require('path');
const factory = require('@backstage/cli/config/eslint-factory');

const SCOPE = '@corridors/';

const ENGINE = ['policy-engine'];
const MODEL = ['model'];
const FOUNDATION = [...ENGINE, ...MODEL, 'manifests'];
const FRONTEND = [
  ...MODEL,
  'plugin-corridors-common',
  'plugin-corridors-react',
];

/** Package folder → names of our packages, without the scope, that it may import. */
const ALLOWED = {
  'packages/policy-engine': [],
  'packages/model': [],
  'packages/manifests': [...ENGINE, ...MODEL],
  'packages/verifier': FOUNDATION,
  'packages/observer': FOUNDATION,
  'packages/cli': [...FOUNDATION, 'verifier'],
  'packages/sandbox': FOUNDATION,
  'packages/app': null,
  'packages/backend': null,
  'plugins/corridors-common': MODEL,
  'plugins/corridors-react': [...MODEL, 'plugin-corridors-common'],
  'plugins/corridors-node': [...FOUNDATION, 'plugin-corridors-common'],
  'plugins/corridors-backend': [
    ...FOUNDATION,
    'verifier',
    'observer',
    'plugin-corridors-common',
    'plugin-corridors-node',
  ],
  'plugins/corridors': FRONTEND,
  'plugins/scaffolder-module-corridors': FRONTEND,
  'plugins/scaffolder-backend-module-corridors': [
    ...MODEL,
    'manifests',
    'plugin-corridors-common',
    'plugin-corridors-node',
  ],
  'plugins/catalog-backend-module-corridors': [
    ...MODEL,
    'plugin-corridors-common',
    'plugin-corridors-node',
  ],
};

const ALL = [
  'policy-engine',
  'model',
  'manifests',
  'verifier',
  'observer',
  'cli',
  'sandbox',
  ...Object.keys(ALLOWED)
    .filter(dir => dir.startsWith('plugins/'))
    .map(dir => `plugin-${path.basename(dir)}`),
];

/** Packages that know no Backstage. */
const isBackstageFree = dir =>
  dir.startsWith('packages/') && ALLOWED[dir] !== null;

/** Frontends take `@material-ui/core` only for what `@backstage/ui` lacks, and only in one folder. */
const usesMaterialUi = dir =>
  [
    'plugins/corridors',
    'plugins/corridors-react',
    'plugins/scaffolder-module-corridors',
  ].includes(dir);

function forbiddenPatterns(dir) {
  const allowed = ALLOWED[dir];
  const patterns = [];
  if (allowed) {
    for (const name of ALL) {
      const self =
        dir === `packages/${name}` ||
        dir === `plugins/${name.replace(/^plugin-/, '')}`;
      if (!allowed.includes(name) && !self) {
        patterns.push(`${SCOPE}${name}`, `${SCOPE}${name}/*`);
      }
    }
  }
  if (isBackstageFree(dir)) {
    patterns.push('@backstage/*');
  }
  return patterns;
}

/**
 * The ESLint configuration of one package.
 *
 * @param {string} dir - the package's folder, as `__dirname` gives it
 * @param {object} [extra] - options of Backstage's own factory
 */
module.exports = function packageLint(dir, extra = {}) {
  const relative = path
    .relative(path.resolve(__dirname, '../..'), dir)
    .split(path.sep)
    .join('/');
  if (!(relative in ALLOWED)) {
    throw new Error(
      `${relative} is not in scripts/lint/boundaries.js: say there what it may import`,
    );
  }
  const config = factory(dir, {
    ...extra,
    restrictedImportPatterns: [
      ...(extra.restrictedImportPatterns ?? []),
      ...forbiddenPatterns(relative),
    ],
  });
  const rules = {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
  };
  const overrides = [
    ...(config.overrides ?? []),
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      excludedFiles: ['**/*.test.*', '**/__fixtures__/**'],
      rules,
    },
  ];
  if (usesMaterialUi(relative)) {
    overrides.push({
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      excludedFiles: ['src/components/mui/**'],
      rules: {
        '@backstage/no-top-level-material-ui-4-imports': 'off',
        'no-restricted-modules': 'off',
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@material-ui/*', '@material-ui/*/**'],
                message:
                  'Use @backstage/ui; what it lacks lives in components/mui.',
              },
            ],
          },
        ],
      },
    });
  }
  return { ...config, overrides };
};

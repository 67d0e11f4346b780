const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    '^@isonomia/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^yaml$': '<rootDir>/test/support/kept-yaml.ts',
  },
  resolver: '<rootDir>/jest.resolver.cjs',
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

/** What starts whole installations to show a command end to end, or waits for clocks: too long for every change. */
const LONG = [
  'test/integration/audit/command\\.spec',
  'test/integration/backup/(command|who-may)\\.spec',
  'test/integration/reliability/several\\.spec',
  'test/integration/privacy/commands\\.spec',
];

const project = (displayName, roots, extra = {}) => ({
  ...common,
  displayName,
  testMatch: roots.map((root) => `<rootDir>/${root}/**/*.spec.ts`),
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.TEST_FULL === '1' ? [] : LONG)],
  ...extra,
});

export default {
  // One more than cores: much of the time is waited for databases, browsers and clocks.
  maxWorkers: 3,
  // A file of tests leaves up to 100 MB behind in its worker, through which every later collection of garbage has to go: a
  // new worker costs a second.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/support/sequence.mjs',
  reporters: ['default', '<rootDir>/test/support/closing-line.mjs'],
  projects: [
    project('unit', ['libs', 'apps', 'migrations', 'test/support', 'test/golden', 'scripts']),
    project('integration', ['test/integration']),
    project('http', ['test/http']),
    project('browser', ['test/browser']),
    project('migrations', ['test/migrations']),
  ],
};

import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';

/** ESLint gives one severity a rule; a second name for `max-lines` lets 250 warn while 300 fails. */
const size = { rules: { 'max-lines': builtinRules.get('max-lines') } };

const banned = [
  { selector: 'ExportDefaultDeclaration', message: 'Name the export: a default export is renamed at every import.' },
  {
    selector: 'ExportAllDeclaration',
    message: 'List the names: `export *` hides what a library promises and lets cycles in.',
  },
  {
    selector: "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: 'Pass a hand-written fake from test/support instead of replacing a module.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only libs/config reads the environment: take the setting from Config.',
  },
];

const lines = (max) => ['error', { max, skipBlankLines: false, skipComments: false }];

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', '**/*.cjs', '**/*.js', '**/*.mjs'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // The rules hold for every line: an inline comment cannot switch one off.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: { size },
    rules: {
      complexity: ['error', 10],
      'max-params': ['error', 4],
      'max-lines': lines(300),
      'size/max-lines': ['warn', { max: 250 }],
      'no-restricted-syntax': ['error', ...banned],
      eqeqeq: 'error',
      // Ports are abstract classes so that Nest can name them: an object of their shape is one.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['libs/config/src/**/*.ts', 'test/support/**/*.ts', 'test/integration/start/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...banned.slice(0, 3)] },
  },
  {
    // A constructor of a use case takes its ports: their number is the use case's, not a smell of the signature.
    files: ['libs/application/src/**/*.ts', 'apps/**/*.controller.ts'],
    rules: { 'max-params': 'off', '@typescript-eslint/max-params': ['error', { max: 8 }] },
  },
  {
    // Parsers read a grammar case by case; splitting them hides the grammar.
    files: ['libs/**/parse-*.ts'],
    rules: { complexity: ['error', 20] },
  },
  {
    // Tables of rows, not logic: migrations are sealed once shipped, and texts are as long as they are.
    // An index lists names, as many as there are.
    files: ['migrations/**/*.ts', '**/*.data.ts', 'libs/*/src/index.ts'],
    rules: { 'max-lines': 'off', 'size/max-lines': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      'max-lines': lines(500),
      'size/max-lines': 'off',
      // supertest and Nest's testing module hand out `any`; asserting on them is the test's work.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);

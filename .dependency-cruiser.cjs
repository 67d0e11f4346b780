/**
 * The table of docs: which library may import which. One row a library; what is not listed is refused.
 * The comment of a rule tells whoever breaks it what to do instead.
 */
const PURE = ['instrument', 'scoring', 'recommendation', 'disclosure', 'comparison', 'outcome'];
const ADAPTERS = [
  'content',
  'persistence',
  'identity',
  'pdf',
  'jobs',
  'workbook',
  'mail',
  'archive',
  'cleaning',
  'solver',
  'signing',
  'word',
  'printed',
];

const MAY_IMPORT = {
  instrument: [],
  scoring: ['instrument'],
  recommendation: ['instrument', 'scoring'],
  disclosure: [],
  comparison: ['instrument', 'scoring', 'disclosure'],
  outcome: ['instrument', 'scoring', 'recommendation'],
  application: PURE,
  content: ['instrument', 'recommendation', 'application'],
  persistence: [...PURE, 'application'],
  identity: ['application'],
  view: [...PURE, 'application'],
  pdf: ['application', 'printed'],
  word: ['application'],
  jobs: ['application'],
  workbook: ['instrument', 'application'],
  mail: ['application'],
  archive: ['application'],
  cleaning: ['application'],
  solver: ['disclosure'],
  signing: ['application', 'printed'],
  printed: [],
  config: [],
  supervision: [],
};

const any = (names) => `(${names.join('|')})`;
const TEST = '\\.spec\\.ts$|^test/';

const table = Object.entries(MAY_IMPORT).map(([lib, allowed]) => ({
  name: `${lib}-imports-only-its-row`,
  severity: 'error',
  comment: `libs/${lib} may import ${allowed.length === 0 ? 'no other library' : allowed.join(', ')}. Move the line to where its kind lives, or take what it needs as an argument or through a port of application.`,
  from: { path: `^libs/${lib}/src/`, pathNot: TEST },
  to: { path: '^(libs|apps|test|bench)/', pathNot: `^libs/${any([lib, ...allowed])}/` },
}));

const speaks = (name, packages, libs, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(libs|apps)/', pathNot: `^libs/${any(libs)}/|${TEST}` },
  to: { path: `^node_modules/${any(packages)}/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...table,
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or a third holds what both need.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      comment: 'Clock, randomness, hashes, files and packages arrive as arguments; an adapter brings them.',
      from: { path: `^libs/${any(PURE)}/src/`, pathNot: TEST },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'application-takes-injectable-alone',
      severity: 'error',
      comment: 'A use case speaks to ports. What a package or Node does belongs into an adapter behind one.',
      from: { path: '^libs/application/src/', pathNot: TEST },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/@nestjs/common/',
      },
    },
    {
      name: 'modules-name-adapters',
      severity: 'error',
      comment:
        'Inject the port of application; only a *.module.ts file (and the command line, which has no container) names the adapter.',
      from: { path: '^apps/(web|worker)/src/', pathNot: `\\.module\\.ts$|/main\\.ts$|${TEST}` },
      to: { path: `^libs/${any(ADAPTERS)}/` },
    },
    {
      name: 'libraries-by-their-index',
      severity: 'error',
      comment: 'Import @isonomia/<library>; if its index lacks the name, add it there on purpose.',
      from: { path: '^(libs/([^/]+)|apps|bench)/', pathNot: TEST },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/$2/|^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'no-app-in-an-app',
      severity: 'error',
      comment: 'What two applications need is a library.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-test-in-production',
      severity: 'error',
      comment: 'A fake or a fixture that production needs is not a fake: give it a library.',
      from: { path: '^(libs|apps|migrations)/', pathNot: TEST },
      to: { path: '^test/|\\.spec\\.ts$' },
    },
    {
      name: 'migrations-import-nothing-of-ours',
      severity: 'error',
      comment: 'A migration must run the same in ten years: copy the value into it.',
      from: { path: '^migrations/', pathNot: TEST },
      to: { path: '^(libs|apps|test|bench)/' },
    },
    {
      name: 'the-rehearsal-knows-no-product',
      severity: 'error',
      comment: 'It plays people: what it cannot reach by page, letter or command line, they cannot either.',
      from: { path: '^rehearse/' },
      to: { path: '^(libs|apps|migrations)/', pathNot: '^libs/pdf/src/index\\.ts$' },
    },
    speaks(
      'only-persistence-speaks-sql',
      ['typeorm', 'pg', 'pg-[a-z]+'],
      ['persistence', 'identity', 'jobs'],
      'Ask a store or a reader of libs/persistence; jobs and identity are excepted since their libraries need a pool.',
    ),
    speaks('only-identity-knows-the-account-library', ['better-auth'], ['identity'], 'Use the ports of identity.'),
    speaks(
      'only-pdf-knows-the-browser',
      ['puppeteer', 'puppeteer-core', '@sparticuz'],
      ['pdf'],
      'Use the printer port.',
    ),
    speaks('only-word-knows-docx', ['docx'], ['word'], 'Use the port `WordWriter`.'),
    speaks('only-mail-knows-the-mail-library', ['nodemailer'], ['mail'], 'Post mails to the port `Outbox`.'),
    speaks(
      'only-cleaning-signing-and-printed-know-pdf-objects',
      ['@cantoo'],
      ['cleaning', 'signing', 'printed'],
      'Use the ports `FileCleaner` and `DocumentSigner`; what is printed comes from libs/pdf.',
    ),
    speaks('only-signing-knows-certificates', ['@peculiar'], ['signing'], 'Use the port `DocumentSigner`.'),
    speaks(
      'only-solver-knows-the-solver',
      ['highs'],
      ['solver'],
      'Take a `LinearSolver` of disclosure as an argument.',
    ),
    speaks('only-view-knows-handlebars', ['handlebars'], ['view'], 'Use the renderer of libs/view.'),
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere: correct the path or add the package.',
      from: { pathNot: TEST },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

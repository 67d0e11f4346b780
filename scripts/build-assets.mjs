/** Bundles what browsers load: dist/assets with the content's hash in every name, and a manifest of logical names. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import rtlcss from 'rtlcss';
import { compile } from 'sass';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'dist', 'assets');
const web = path.join(root, 'apps', 'web');
const manifest = {};
const TEXT = /\.(css|js|svg|json|txt|webmanifest)$/;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const hashed = (name, bytes) => {
  const { name: stem, ext } = path.parse(name);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${stem}.${digest}${ext}`;
};
const emit = (name, bytes) => {
  const file = hashed(name, bytes);
  writeFileSync(path.join(out, file), bytes);
  if (TEXT.test(name)) {
    // Once, as small as can be; at run time it would be done again and again, and less well.
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(path.join(out, `${file}.br`), brotliCompressSync(bytes, { params }));
    writeFileSync(path.join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = file;
};
const list = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];

// Copied first: style sheets may name a font or a picture by its logical name.
for (const name of list(path.join(web, 'public'), '')) emit(name, readFileSync(path.join(web, 'public', name)));

const scripts = list(path.join(web, 'browser'), '.ts').filter((name) => !/\.(spec|d)\.ts$/.test(name));
if (scripts.length > 0) {
  const result = await build({
    entryPoints: scripts.map((name) => path.join(web, 'browser', name)),
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'safari16', 'firefox115', 'chrome109'],
    outdir: out,
    write: false,
    logLevel: 'warning',
  });
  for (const file of result.outputFiles) emit(path.basename(file.path), file.contents);
}

const isEntry = (name) => !name.startsWith('_');
for (const name of list(path.join(web, 'styles'), '.scss').filter(isEntry)) {
  const { css } = compile(path.join(web, 'styles', name), {
    style: 'compressed',
    loadPaths: [path.join(root, 'node_modules')],
    quietDeps: true,
    silenceDeprecations: ['import'],
  });
  const linked = css.replace(
    /url\("?asset:([^)"]+)"?\)/g,
    (_, asset) => `url(${manifest[asset] ?? missing(name, asset)})`,
  );
  emit(name.replace(/\.scss$/, '.css'), Buffer.from(linked));
  // Ours is written without left and right. Bootstrap is not, and is turned round by the tool that it makes its own with.
  emit(name.replace(/\.scss$/, '.rtl.css'), Buffer.from(rtlcss.process(linked)));
}

function missing(sheet, asset) {
  throw new Error(`${sheet} names the asset "${asset}", which is not in apps/web/public.`);
}

writeFileSync(path.join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

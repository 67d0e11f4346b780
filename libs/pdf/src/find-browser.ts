import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser that can be started, and what its process needs in its environment. */
export interface FoundBrowser {
  readonly path: string;
  readonly source: 'configured' | 'installed' | 'bundled';
  readonly environment: Readonly<Record<string, string>>;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser named, else one that is installed, else the one that comes with the packages, unpacked once into `folder`
 * (private: 0700). Nothing is downloaded.
 */
export async function findBrowser(options: {
  readonly configured?: string | undefined;
  readonly folder: string;
  /** Places to look at, for tests and unusual machines. */
  readonly installed?: readonly string[];
}): Promise<FoundBrowser> {
  if (options.configured !== undefined) return { path: options.configured, source: 'configured', environment: {} };
  for (const path of options.installed ?? INSTALLED) {
    if (await isExecutable(path)) return { path, source: 'installed', environment: {} };
  }
  return unpackBundled(options.folder);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The package unpacks into the temporary folder of its process and changes its environment: so it gets a process of its
 * own, and a folder that nobody else can write to.
 */
const UNPACK = `
  import { join } from 'node:path';
  const [, module, bin] = process.argv;
  const { default: chromium, inflate } = await import(module);
  await Promise.all([chromium.executablePath(bin), inflate(join(bin, 'al2023.tar.br'))]);
`;

async function unpackBundled(folder: string): Promise<FoundBrowser> {
  const module = import.meta.resolve('@sparticuz/chromium');
  const bin = join(dirname(fileURLToPath(module)), '..', 'bin');
  const target = join(folder, 'chromium');
  if (!(await isExecutable(join(target, 'chromium')))) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Unpacked aside and moved: an interrupted start leaves no half of a browser behind.
    const aside = await mkdtemp(join(folder, 'unpacking-'));
    const unpacking = ['--input-type=module', '--eval', UNPACK, module, bin];
    await promisify(execFile)(process.execPath, unpacking, { env: { TMPDIR: aside }, timeout: 120_000 });
    await rename(aside, target).catch(async (error: unknown) => {
      await rm(aside, { recursive: true, force: true });
      // Two processes may start at once; whoever moved first was as good.
      if (!(await isExecutable(join(target, 'chromium')))) throw error;
    });
  }
  return {
    path: join(target, 'chromium'),
    source: 'bundled',
    environment: {
      LD_LIBRARY_PATH: join(target, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(target, 'fonts'),
    },
  };
}

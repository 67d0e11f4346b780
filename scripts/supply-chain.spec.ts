import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

interface Locked {
  readonly version: string;
  readonly name?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
}
interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly group?: string; readonly version: string }[];
}

const ROOT = path.join(import.meta.dirname, '..');
const locked = (): Record<string, Locked> =>
  (JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> })
    .packages;
const script = (name: string): string => path.join(import.meta.dirname, name);

describe('the lockfile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function faultsWith(more: Record<string, Locked>): readonly string[] {
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: { ...locked(), ...more } }));
    const { status, stderr } = spawnSync(process.execPath, [script('supply-chain.mjs'), folder], { encoding: 'utf8' });
    const faults = stderr.split('\n').filter((line) => line !== '');
    expect(status).toBe(faults.length === 0 ? 0 : 1);
    return faults;
  }
  const integrity = 'sha512-x';

  it('holds nothing that is too old, refused, unlooked at or without a checksum', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it.each<[string, string, Locked]>([
    ['a Handlebars with a known hole', 'node_modules/handlebars', { version: '4.7.9', integrity }],
    ['an old one further down', 'node_modules/x/node_modules/typeorm', { version: '0.3.20', integrity }],
    ['a package that is not taken', 'node_modules/xlsx', { version: '0.18.5', integrity }],
    ['the same under another name', 'node_modules/sheets', { version: '0.18.5', name: 'xlsx', integrity }],
    ['an unknown install script', 'node_modules/x', { version: '1.0.0', integrity, hasInstallScript: true }],
    ['a package without a checksum', 'node_modules/x', { version: '1.0.0' }],
    [
      'a package from elsewhere',
      'node_modules/x',
      { version: '1.0.0', integrity, resolved: 'https://x.example/x.tgz' },
    ],
  ])('is refused with %s', (_what, place, one) => {
    expect(faultsWith({ [place]: one })).toHaveLength(1);
  });

  it('lists no install script that is gone', () => {
    const listed = (JSON.parse(readFileSync(script('supply-chain.json'), 'utf8')) as { installScripts: object })
      .installScripts;
    const withScript = Object.entries(locked())
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([place]) => place.split('node_modules/').at(-1));
    expect(Object.keys(listed).sort()).toEqual([...new Set(withScript)].sort());
  });

  it('is installed without running one script', () => {
    expect(readFileSync(path.join(ROOT, 'boot.cjs'), 'utf8')).toContain("'--ignore-scripts'");
  });
});

it('the bill of materials names every package of the lockfile, and no other', () => {
  const bill = JSON.parse(
    execFileSync(process.execPath, [script('sbom.mjs')], { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as Bill;
  // A package taken under another name is listed under either.
  const inLock = Object.entries(locked())
    .filter(([place]) => place !== '')
    .map(([place, { name, version }]) => {
      const as = place.split('node_modules/').at(-1) ?? '';
      return [`${as}@${version}`, `${name ?? as}@${version}`] as const;
    });
  const inBill = bill.components.map(({ name, group, version }) =>
    group === undefined ? `${name}@${version}` : `${group}/${name}@${version}`,
  );
  expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'isonomia']);
  const listed = new Set<string>(inBill);
  expect(inLock.filter((names) => !names.some((name) => listed.has(name)))).toEqual([]);
  const known = new Set<string>(inLock.flat());
  expect(inBill.filter((name) => !known.has(name))).toEqual([]);
}, 60_000);

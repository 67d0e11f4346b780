import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Row {
  readonly id: string;
  readonly asked: string;
  readonly verdict: string;
  readonly test?: string;
  readonly remark?: string;
}
const ROOT = path.join(import.meta.dirname, '..');
const { verdicts, rows } = JSON.parse(readFileSync(path.join(ROOT, 'docs', 'asvs.json'), 'utf8')) as {
  readonly verdicts: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
};

describe('the table of the standard', () => {
  it('names tests that are there', () => {
    const named = rows.flatMap(({ test }) => (test === undefined ? [] : [test]));
    expect(named.filter((test) => !/\.spec\.ts$/.test(test) || !existsSync(path.join(ROOT, test)))).toEqual([]);
  });

  it('has every requirement once, with a verdict that exists and a test or a reason', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, at) => !/^V\d+\.\d+\.\d+$/.test(id) || ids.indexOf(id) !== at)).toEqual([]);
    expect(rows.filter(({ verdict }) => verdicts[verdict] === undefined)).toEqual([]);
    expect(rows.filter(({ test, remark }) => test === undefined && remark === undefined)).toEqual([]);
    const whole = ['met', 'not applicable'];
    expect(rows.filter(({ verdict, remark }) => !whole.includes(verdict) && remark === undefined)).toEqual([]);
  });

  it('answers 217 and more, chapters 1 to 16 but those that are asked of others', () => {
    expect(rows.length).toBeGreaterThanOrEqual(217);
    expect([...new Set(rows.map(({ id }) => Number(/^V(\d+)/.exec(id)?.[1])))]).toEqual(
      Array.from({ length: 16 }, (_, n) => n + 1),
    );
  });

  it('is what the page shows', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'scripts', 'asvs.mjs'), '--check'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});

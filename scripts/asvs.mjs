/** Writes docs/asvs.md from docs/asvs.json; with `--check` only says whether it would change. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DOCS = path.join(import.meta.dirname, '..', 'docs');
const { verdicts, rows } = JSON.parse(readFileSync(path.join(DOCS, 'asvs.json'), 'utf8'));
const NAMES = Object.keys(verdicts);
const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
const applies = rows.length - count('not applicable');
const tested = rows.filter((row) => row.verdict !== 'not applicable' && row.test !== undefined).length;
const cell = (text) => text.replaceAll('|', '\\|');

const lines = [
  '# OWASP ASVS 5.0, levels 1 and 2',
  '',
  'Written from `asvs.json` by `node scripts/asvs.mjs`. What is asked is told in our own few words; the standard decides. Left out are chapter 17 (WebRTC, which is not used) and, of chapter 10, all that is asked of authorization servers and resource servers: this product is a client of one provider. The verdicts are our own; nobody outside has examined them.',
  '',
  ...NAMES.map((verdict) => `- ${verdict}: ${count(verdict)} – ${verdicts[verdict]}`),
  `- in all ${rows.length}; of the ${applies} that apply, ${tested} name a test (${Math.round((100 * tested) / applies)} %)`,
  '',
  '| Requirement | What is asked | Verdict | Test | Remark |',
  '| --- | --- | --- | --- | --- |',
  ...rows.map(
    ({ id, asked, verdict, test, remark = '' }) =>
      `| ${id} | ${cell(asked)} | ${verdict} | ${test === undefined ? '' : `[${path.basename(test)}](../${test})`} | ${cell(remark)} |`,
  ),
  '',
];
const text = lines.join('\n');
const file = path.join(DOCS, 'asvs.md');
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('docs/asvs.md is not what docs/asvs.json says: run node scripts/asvs.mjs.\n');
  process.exitCode = 1;
}

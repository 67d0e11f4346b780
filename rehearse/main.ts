import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { Installation } from './installation.js';
import { Rehearsal } from './report.js';
import { foundRegion } from './steps/region.js';

const root = path.resolve(import.meta.dirname, '..', '..');
const folder = path.join(root, '.rehearsal');
mkdirSync(folder, { recursive: true });
const rehearsal = new Rehearsal((line) => process.stdout.write(`${line}\n`));
rehearsal.part('An empty installation');
const installation = await Installation.start(root);
try {
  rehearsal.check('it starts empty', true);
  await foundRegion({ installation, rehearsal, folder });
} catch (error) {
  rehearsal.check(
    'the rehearsal comes to its end',
    false,
    error instanceof Error ? (error.stack ?? error.message) : '',
  );
  process.stdout.write(`${installation.log}\n`);
} finally {
  await installation.close();
}
for (const line of rehearsal.summary) process.stdout.write(`${line}\n`);
process.exitCode = rehearsal.hasFailed ? 1 : 0;

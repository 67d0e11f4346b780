import path from 'node:path';
import { benchAutosave } from './autosave.js';
import { benchComparison } from './comparison.js';
import { benchConcurrent } from './concurrent.js';
import { benchDocument } from './document.js';
import { benchDocuments } from './documents.js';
import { print } from './measure.js';
import { benchRoom } from './room.js';
import { benchScoring } from './scoring.js';
import { benchStart } from './start.js';
import { benchWeight } from './weight.js';

const root = path.resolve(import.meta.dirname, '..', '..');
const parts: Readonly<Record<string, (root: string) => Promise<void>>> = {
  scoring: benchScoring,
  autosave: benchAutosave,
  concurrent: benchConcurrent,
  comparison: benchComparison,
  document: benchDocument,
  documents: benchDocuments,
  room: benchRoom,
  start: benchStart,
  weight: benchWeight,
};
const FLAGS = ['--million', '--few', '--thousand'];
const asked = process.argv.slice(2).filter((one) => !FLAGS.includes(one));
print('Ratios are measured in one run and are what counts; rates differ from machine to machine.');
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) throw new Error(`There are ${Object.keys(parts).join(', ')}; not ${unknown.join(', ')}.`);
for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run(root);

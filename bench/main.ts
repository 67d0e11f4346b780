import path from 'node:path';
import { benchAutosave } from './autosave.js';
import { print } from './measure.js';
import { benchScoring } from './scoring.js';

const root = path.resolve(import.meta.dirname, '..', '..');
const parts: Readonly<Record<string, (root: string) => Promise<void>>> = {
  scoring: benchScoring,
  autosave: benchAutosave,
};
const asked = process.argv.slice(2);
print('Ratios are measured in one run and are what counts; rates differ from machine to machine.');
for (const [name, run] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await run(root);

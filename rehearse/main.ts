import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { Installation } from './installation.js';
import { PARTICIPANTS } from './world.js';
import { Rehearsal } from './report.js';
import { goHome } from './steps/afterwards.js';
import { agreeOnText, promise } from './steps/agreeing.js';
import { makePapers } from './steps/papers.js';
import { goAway } from './steps/away.js';
import { answerAll } from './steps/answering.js';
import { joinAll } from './steps/phones.js';
import { foundRegion } from './steps/region.js';
import { decide, propose } from './steps/deciding.js';
import { playQuiz } from './steps/quiz.js';
import { returnSheets, sendSheets } from './steps/sheets.js';
import { planWorkshop } from './steps/set-up.js';

const root = path.resolve(import.meta.dirname, '..', '..');
const folder = path.join(root, '.rehearsal');
mkdirSync(folder, { recursive: true });
const rehearsal = new Rehearsal((line) => process.stdout.write(`${line}\n`));
rehearsal.part('An empty installation');
const installation = await Installation.start(root);
try {
  rehearsal.check('it starts empty', true);
  const stage = { installation, rehearsal, folder, people: PARTICIPANTS };
  const planned = await planWorkshop(stage, await foundRegion(stage));
  await sendSheets(stage, planned);
  const room = await joinAll(stage, planned);
  await playQuiz(stage, room, 'before');
  await returnSheets(stage, room);
  await answerAll(stage, room);
  await goAway(stage, room);
  await decide(stage, room);
  await propose(stage, room);
  await agreeOnText(stage, room);
  await promise(stage, room);
  await playQuiz(stage, room, 'after');
  await makePapers(stage, room);
  await goHome(stage, room);
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

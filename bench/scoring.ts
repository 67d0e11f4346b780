import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ContentLibrary } from '@isonomia/content';
import { parseAnswerFile } from '@isonomia/instrument';
import type { AnswerFile, Instrument } from '@isonomia/instrument';
import { seedOf } from '@isonomia/outcome';
import { scoreAssessment, scoreProfile, scoreWithoutInterval } from '@isonomia/scoring';
import { Engine } from 'json-rules-engine';
import { Model } from 'survey-core';
import { print, rate, rateOfAsync, row } from './measure.js';

const REVIEW = { accepted: [], rejected: [] };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Scoring against a rule engine and a survey library, all on the policy items of the same core assessment. */
export async function benchScoring(root: string): Promise<void> {
  const instrument = await loadInstrument(root);
  const core = loadAnswers(root, instrument, 'geoa-le-core.json');
  const full = loadAnswers(root, instrument, 'geoa-le-full.json');
  const seed = seedOf(instrument, sha256);

  const profile = rate(() => void scoreProfile(instrument, core, REVIEW));
  const plain = rate(() => void scoreWithoutInterval(instrument, core, REVIEW));
  const draws = rate(() => void scoreAssessment(instrument, core, REVIEW, seed));
  const fullDraws = rate(() => void scoreAssessment(instrument, full, REVIEW, seed));
  const fullPlain = rate(() => void scoreWithoutInterval(instrument, full, REVIEW));
  const levels = levelsOf(core);
  const engine = ruleEngine(Object.keys(levels));
  const rules = await rateOfAsync(() => engine.run(levels));
  const model = surveyModel(Object.keys(levels));
  const survey = rate(() => {
    model.data = levels;
    model.runExpression('{total}');
  });

  print(`\nScoring (a core of ${String(Object.keys(core.answers).length)} answers, one process)`);
  row('scores with full trace', `${profile.toFixed(0)} /s`, '', 'aim ≥ 50,000 /s');
  row('… figures and what would raise it as well', `${plain.toFixed(0)} /s`);
  row('… and the interval of 1,000 draws', `${draws.toFixed(0)} /s`);
  row(
    `json-rules-engine, conditions of ${String(Object.keys(levels).length)} items`,
    `${rules.toFixed(0)} /s`,
    `${(profile / rules).toFixed(1)} ×`,
    'aim ≥ 20 ×',
  );
  row('survey-core, expressions on a reused model', `${survey.toFixed(0)} /s`, `${(profile / survey).toFixed(1)} ×`);
  const millis = 1000 / fullDraws - 1000 / fullPlain;
  row('1,000 draws for a full assessment', `${millis.toFixed(2)} ms`, '', 'aim ≤ 10 ms');
}

async function loadInstrument(root: string): Promise<Instrument> {
  const content = await new ContentLibrary({ content: path.join(root, 'libs', 'content') }).find('geoa-le', '1.0.0');
  if (content === undefined) throw new Error('The instrument geoa-le 1.0.0 is not among the contents.');
  return content.instrument;
}

function loadAnswers(root: string, instrument: Instrument, name: string): AnswerFile {
  const raw: unknown = JSON.parse(readFileSync(path.join(root, 'examples', name), 'utf8'));
  const parsed = parseAnswerFile(instrument, raw);
  if (!parsed.ok) throw new Error(`${name} is refused: ${JSON.stringify(parsed.faults[0])}`);
  return parsed.file;
}

/** Policy answers as numbers: what a general engine can be asked about. */
function levelsOf(file: AnswerFile): Record<string, number> {
  const levels: Record<string, number> = {};
  for (const [id, answer] of Object.entries(file.answers)) {
    if (!('value' in answer)) continue;
    if ('level' in answer.value) levels[id] = answer.value.level;
    else if ('answer' in answer.value) levels[id] = { no: 0, partly: 2, yes: 4 }[answer.value.answer];
    // A table stands in as one number, which flatters the peers.
    else levels[id] = 2;
  }
  return levels;
}

function ruleEngine(ids: readonly string[]): Engine {
  const engine = new Engine();
  for (const id of ids)
    for (const level of [1, 2, 3, 4])
      engine.addRule({
        conditions: { all: [{ fact: id, operator: 'greaterThanInclusive', value: level }] },
        event: { type: 'points', params: { id, points: 25 } },
      });
  return engine;
}

function surveyModel(ids: readonly string[]): Model {
  const elements: object[] = ids.map((name) => ({ type: 'text', inputType: 'number', name }));
  elements.push({ type: 'expression', name: 'total', expression: ids.map((id) => `({${id}} * 25)`).join(' + ') });
  return new Model({ elements });
}

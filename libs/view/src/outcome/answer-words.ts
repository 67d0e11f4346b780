import { shareOf, sumCells, type Cell } from '@isonomia/disclosure';
import type {
  ChecklistQuestion,
  ChecklistValue,
  ComplianceValue,
  DateValue,
  HeadcountQuestion,
  MaturityValue,
  NumberValue,
  Question,
  TextValue,
} from '@isonomia/instrument';

import { womenAndMen } from '../charts/counts-table.js';
import { flowSteps } from '../charts/flow-table.js';

import { flowDataOf } from './figure-data.js';
import { answerOf, isSharing, type Reading } from './reading.js';
import { shownBands, shownCoverage, shownHeadcount, shownMeans, shownPay, shownRate } from './shown.js';

/** An answer in a few words, for a table of items. */
export function answerWords(reading: Reading, question: Question): string {
  const answer = answerOf(reading, question.id);
  if (answer === undefined) return reading.t('state.unanswered');
  if ('notApplicable' in answer) return reading.t('state.not-applicable');
  if ('notAvailable' in answer) return reading.t('state.not-available');
  return WORDS[question.type](reading, question, answer.value);
}

type Words = (reading: Reading, question: Question, value: object) => string;

const WORDS: Readonly<Record<Question['type'], Words>> = {
  maturity: ({ t }, _question, value) => t(`scale.${(value as MaturityValue).level}.title`),
  compliance: ({ t }, _question, value) => t(`answer.${(value as ComplianceValue).answer}`),
  checklist: ({ t }, question, value) => {
    const options = (question as ChecklistQuestion).options.filter((option) => !option.exclusive);
    const checked = (value as ChecklistValue).checked.filter((id) => options.some((option) => option.id === id));
    return t('answer-words.checklist', { checked: checked.length, options: options.length });
  },
  headcount: (reading, question) => headcountWords(reading, question as HeadcountQuestion),
  flow: (reading, question) => flowWords(reading, question),
  rate: (reading, question) => rateWords(reading, question),
  means: (reading, question) => meansWords(reading, question),
  pay: (reading, question) => payWords(reading, question),
  coverage: (reading, question) => coverageWords(reading, question),
  number: (reading, question, value) => numberWords(reading, question, value as NumberValue),
  text: (reading, _question, value) => textWords(reading, value as TextValue),
  date: ({ format }, _question, value) => format.date((value as DateValue).date),
};

/** "557 women of 1,474 (37.8 %)", or as much of it as may be said. */
function shareWords(reading: Reading, women: Cell, base: Cell): string {
  const { t, format } = reading;
  const share = shareOf(women, base, reading.minimumBase);
  const values = { women: format.cell(women), base: format.cell(base) };
  if (share === undefined) {
    const sayable = women.kind === 'count' || women.kind === 'under';
    return sayable && base.kind === 'count' ? t('answer-words.women-of', values) : t('format.too-small');
  }
  return t('answer-words.women-of-share', { ...values, share: format.percent(share, reading.digits) });
}

function headcountWords(reading: Reading, question: HeadcountQuestion): string {
  const counts = question.banded ? shownBands(reading, question) : shownHeadcount(reading, question);
  if (counts === undefined) return '';
  return shareWords(reading, counts.table.total.women, womenAndMen(counts.table.total));
}

function flowWords(reading: Reading, question: Question): string {
  const data = question.type === 'flow' ? flowDataOf(reading, question) : undefined;
  if (data === undefined) return '';
  const steps = flowSteps(data);
  const ratios = steps.flatMap((step, index) => {
    const stage = data.stages[index];
    return step?.ratio === undefined || stage === undefined ? [] : [{ ratio: step.ratio, stage: stage.label }];
  });
  const lowest = ratios.toSorted((a, b) => a.ratio - b.ratio)[0];
  if (lowest === undefined) return reading.t('format.too-small');
  return reading.t('answer-words.flow', { ratio: reading.format.ratio(lowest.ratio), stage: lowest.stage });
}

function rateWords(reading: Reading, question: Question): string {
  const rows = shownRate(reading, question)?.table.rows ?? [];
  const [of, count] = rows;
  if (of === undefined || count === undefined) return '';
  const rate = (sex: 'women' | 'men'): string => percentOr(reading, count[sex], of[sex]);
  return reading.t('answer-words.rate', { women: rate('women'), men: rate('men') });
}

function percentOr(reading: Reading, count: Cell, of: Cell, minimum = reading.minimumBase): string {
  const share = shareOf(count, of, minimum);
  return share === undefined ? reading.t('format.too-small') : reading.format.percent(share, reading.digits);
}

function meansWords(reading: Reading, question: Question): string {
  const row = shownMeans(reading, question)?.averages.rows[0];
  if (row?.women.mean.kind !== 'mean' || row.men.mean.kind !== 'mean') return reading.t('format.too-small');
  const { format } = reading;
  const values = { women: format.money(row.women.mean.mean), men: format.money(row.men.mean.mean) };
  return reading.t('answer-words.means', values);
}

function payWords(reading: Reading, question: Question): string {
  const gap = shownPay(reading, question)?.meanGap;
  if (gap === undefined) return reading.t('format.too-small');
  return reading.t('answer-words.pay', { gap: reading.format.percent(gap, 1) });
}

function coverageWords(reading: Reading, question: Question): string {
  const all = shownCoverage(reading, question)?.[0];
  if (all === undefined) return '';
  const { t, format } = reading;
  // Posts, sites and shifts are no people: inside the agency their share needs no least base.
  const share = shareOf(all.count, all.of, isSharing(reading) ? reading.minimumBase : 1);
  const values = { count: format.cell(all.count), of: format.cell(all.of) };
  if (share === undefined) return t('answer-words.of', values);
  return t('answer-words.of-share', { ...values, share: format.percent(share, reading.digits) });
}

function numberWords(reading: Reading, question: Question, value: NumberValue): string {
  const number = new Intl.NumberFormat(reading.format.locale, { maximumFractionDigits: 6 }).format(value.number);
  const unit = reading.translator.find(`${question.id}.unit`);
  return unit === undefined ? number : `${number} ${unit}`;
}

/** Nobody can round what stands in free text: it stays with its owner. */
function textWords(reading: Reading, value: TextValue): string {
  return isSharing(reading) ? reading.t('document.kept-inside') : value.text;
}

/** The staff in the highest uniformed bands, for the item that no question asks. */
export function topGroupWords(reading: Reading, question: HeadcountQuestion): string {
  const bands = shownBands(reading, question);
  const top = new Set(reading.outcome.instrument.bands.filter((band) => band.top).map((band) => String(band.id)));
  const rows = bands?.table.rows.filter((row) => top.has(row.id)) ?? [];
  const women = sumCells(rows.map((row) => row.women));
  return shareWords(reading, women, sumCells([women, ...rows.map((row) => row.men)]));
}

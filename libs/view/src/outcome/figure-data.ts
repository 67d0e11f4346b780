import type { FlowQuestion, Question } from '@isonomia/instrument';

import { flowSteps, type FlowData, type FlowVerdict } from '../charts/flow-table.js';
import type { PayData } from '../charts/pay.js';

import { isSharing, noteOf, shortName, type Reading } from './reading.js';
import { shownFlow, shownPay } from './shown.js';

/** A flow as charts, tables and sentences of an edition have it. */
export function flowDataOf(reading: Reading, question: FlowQuestion): FlowData | undefined {
  const counts = shownFlow(reading, question);
  if (counts === undefined) return undefined;
  const data: FlowData = {
    stages: counts.table.rows.map((row) => ({ ...row, label: counts.names.get(row.id) ?? row.id })),
    verdicts: [],
    title: shortName(reading, question.id),
    caption: shortName(reading, question.id),
    note: noteOf(reading, question.id),
    minimumBase: reading.minimumBase,
    digits: reading.digits,
    threshold: reading.outcome.instrument.constants.selectionRatioThreshold,
  };
  return { ...data, verdicts: verdictsOf(reading, question, data) };
}

/** What the scoring found at each step; shared only where the ratio beside it is, and then without the exact p. */
function verdictsOf(reading: Reading, question: Question, data: FlowData): readonly FlowVerdict[] {
  const steps = flowSteps(data);
  return reading.outcome.result.figures.flatMap((figure): readonly FlowVerdict[] => {
    const { about, verdict } = figure;
    if (figure.question !== question.id || about === undefined || verdict === undefined) return [];
    const shown = steps[data.stages.findIndex((stage) => stage.id === about)]?.ratio;
    if (shown === undefined) return [];
    const p = figure.trace.values['p'];
    return [{ stage: about, verdict, p: isSharing(reading) || typeof p !== 'number' ? undefined : p }];
  });
}

/** Pay by grade as charts, tables and sentences of an edition have it. */
export function payDataOf(reading: Reading, question: Question): PayData | undefined {
  const shown = shownPay(reading, question);
  if (shown === undefined) return undefined;
  const { constants } = reading.outcome.instrument;
  const title = shortName(reading, question.id);
  const period = reading.translator.find(`document.period.${shown.period}`);
  return {
    rows: shown.averages.rows.map((row) => ({ ...row, label: shown.names.get(row.id) ?? row.id })),
    title,
    caption: title,
    currency:
      period === undefined
        ? `${shown.currency} (${shown.period})`
        : reading.t('document.currency-period', { currency: shown.currency, period }),
    note: `${reading.t('document.portrait.pay-note')} ${noteOf(reading, question.id)}`,
    findingGap: constants.payFindingGap,
    minimumCount: constants.minimumCount,
    overallGap: shown.meanGap,
  };
}

import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { AnswerFile } from '@isonomia/instrument';
import type { Outcome } from '@isonomia/outcome';

import { exampleAnswers, exampleOutcome } from '../../../../test/support/outcome-fixture.js';
import { renderOutcomeHtml, View } from '../document/view.js';

import { monthsAfter } from './action-plan.js';
import { findings } from './findings.js';
import { flowDataOf, payDataOf } from './figure-data.js';
import { method } from './front-matter.js';
import { portraitCharts } from './portrait.js';
import { flowSteps } from '../charts/flow-table.js';
import { payGap } from '../charts/pay.js';
import { recommendationViews } from './recommendations.js';
import { gaps, gates, headline, itemView, strengths } from './scores.js';

const view = new View({ root: join(import.meta.dirname, '..', '..', '..', '..') });
const read = (outcome: Outcome, edition: 'internal' | 'sharing' = 'internal') =>
  view.read(outcome, { edition, language: 'en' });
const render = (outcome: Outcome, edition: 'internal' | 'sharing'): string =>
  renderOutcomeHtml(view, outcome, {
    edition,
    language: 'en',
    documentId: 'K7QF-3M9D-X2TA',
    verifyUrl: 'https://isonomia.example/verify/K7QF-3M9D-X2TA',
    outcomeSha256: '0'.repeat(64),
    decisions: [],
    issuedOn: '2026-03-03',
  });

type Loose = AnswerFile & { answers: Record<string, unknown> };
const answersWith = (change: (file: Loose) => void, variant: 'full' | 'core' = 'full'): AnswerFile => {
  const file = structuredClone(exampleAnswers(variant)) as Loose;
  change(file);
  return file;
};

describe('what the charts tell the agency itself', () => {
  it('is what the scoring computed: shares, ratios, gaps', async () => {
    const outcome = await exampleOutcome('full');
    const reading = read(outcome);
    const figure = (id: string): number | undefined => outcome.result.figures.find((one) => one.id === id)?.value;

    const flows = reading.questions.flatMap((question) => {
      const data = question.type === 'flow' ? flowDataOf(reading, question) : undefined;
      return data === undefined ? [] : [{ id: question.id, data }];
    });
    let compared = 0;
    for (const { id, data } of flows) {
      flowSteps(data).forEach((step, index) => {
        const expected = figure(`selection-rate-ratio:${id}:${data.stages[index]?.id ?? ''}`);
        if (step?.ratio === undefined) return;
        expect(step.ratio).toBeCloseTo(expected ?? Number.NaN, 8);
        compared += 1;
      });
    }
    expect(compared).toBeGreaterThan(4);

    const pay = reading.questions.find((question) => question.id === 'PAY1');
    const data = pay === undefined ? undefined : payDataOf(reading, pay);
    expect(data?.overallGap).toBeCloseTo(figure('mean-gap:PAY1') ?? Number.NaN, 8);
    for (const row of data?.rows ?? []) {
      const gap = payGap(row, 10);
      expect(gap?.toFixed(6)).toBe(figure(`mean-gap:PAY1:${row.id}`)?.toFixed(6));
    }
  });

  it('names the same steepest fall as the figure does', async () => {
    const outcome = await exampleOutcome('full');
    const lowest = outcome.result.figures.find((one) => one.id === 'pipeline:WFC1');
    const to = String(lowest?.trace.inputs['to'] ?? lowest?.trace.values['to']);
    const chart = portraitCharts(read(outcome), { theme: 'print' }).find(
      ({ chart: { id } }) => id === 'chart-pipeline',
    );
    expect(chart?.chart.finding).toContain(
      view.voice('en', outcome.texts['en'] ?? {}).translator.t(`band.${to}.title`),
    );
  });
});

describe('an outcome read for others', () => {
  it('prints no score of an item that is computed from people or pay, and all others', async () => {
    const reading = read(await exampleOutcome('full'), 'sharing');
    const printed = new Map(reading.items.map((item) => [String(item.id), itemView(reading, item).evidenced]));
    for (const id of ['WFC1', 'WFC5', 'PRO3', 'REC1', 'PAY1', 'CUL1']) expect([id, printed.get(id)]).toEqual([id, '–']);
    expect(printed.get('GOV1')).toBe('75.0');
    expect(printed.get('REC2')).toBe('50.0');
  });

  it('keeps ranks to their common levels', async () => {
    const outcome = await exampleOutcome('full');
    expect(render(outcome, 'internal')).toContain('Chief of department or region');
    const tables = /id="annex-tables"[\s\S]*id="annex-derivations"/.exec(render(outcome, 'sharing'))?.[0] ?? '';
    expect(/Table B\d+\. Headcount by rank[\s\S]*?<\/table>/.exec(tables)?.[0]).not.toContain('Cadet');
  });

  it('has no percentage in any picture of an agency so small that every cell is', async () => {
    const answers = answersWith((file) => {
      const shrink = (node: unknown): unknown => {
        if (Array.isArray(node)) return node.map(shrink);
        if (typeof node !== 'object' || node === null) return node;
        return Object.fromEntries(
          Object.entries(node).map(([key, value]) => [
            key,
            ['women', 'men', 'other', 'count', 'of'].includes(key) && typeof value === 'number'
              ? 1 + (value % 4)
              : shrink(value),
          ]),
        );
      };
      file.answers = shrink(file.answers) as Loose['answers'];
    });
    const reading = read(await exampleOutcome('full', { answers }), 'sharing');
    for (const { chart } of portraitCharts(reading, { theme: 'print' })) {
      const said = [chart.finding, chart.alt, JSON.stringify(chart.table.rows)].join(' ');
      expect(said).not.toMatch(/\d %/);
    }
  });
});

describe('an outcome with little in it', () => {
  it.each(['internal', 'sharing'] as const)(
    'is a whole document even when nothing was answered (%s)',
    async (edition) => {
      const answers = answersWith((file) => (file.answers = {}));
      const outcome = await exampleOutcome('full', {
        answers,
        status: 'draft',
        evidence: [],
        comments: [],
        respondents: [],
      });
      const page = render(outcome, edition);
      expect(page).toContain('Too few dimensions have enough data for an overall score.');
      expect(page).toContain('No table of figures was answered');
      const reading = read(outcome, edition);
      expect(headline(reading).shown).toBe(false);
      expect(strengths(reading)).toEqual([]);
      expect(gaps(reading).map((gap) => gap.id)).toEqual(['DAT2']);
      expect(gates(reading).every((gate) => gate.state === 'unanswered')).toBe(true);
    },
  );

  it('shows a table with a row missing as it is: at least so many', async () => {
    const answers = answersWith((file) => {
      const wfc1 = file.answers['WFC1'] as unknown as { value: { rows: { id: string; band?: string }[] } };
      wfc1.value.rows = wfc1.value.rows.map((row) =>
        row.id === 'inspector' ? { id: row.id, band: 'officers', notAvailable: true } : row,
      );
    });
    const charts = portraitCharts(read(await exampleOutcome('full', { answers })), { theme: 'print' });
    expect(charts[0]?.chart.table.rows.map((row) => row.cells[0]?.text)).toContain('not available');
    expect(charts[0]?.chart.finding).toContain('at least');
  });
});

describe('the cover', () => {
  const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const coverWith = async (logo: string): Promise<string> => {
    const plain = await exampleOutcome('core');
    return (
      /<section class="cover">[\s\S]*?<\/section>/.exec(
        render({ ...plain, agency: { ...plain.agency, logo } }, 'internal'),
      )?.[0] ?? ''
    );
  };

  it('carries the agency’s logo when it is a picture', async () => {
    expect(await coverWith(`data:image/png;base64,${PIXEL}`)).toContain('<img class="logo" src="data:image/png;base64');
  });

  it.each([
    'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=',
    'data:text/html;base64,PGI+',
    'https://elsewhere.example/logo.png',
    'data:image/png;base64,AAAA" onerror="alert(1)',
  ])('leaves out what is none: %s', async (logo) => {
    expect(await coverWith(logo)).not.toContain('<img');
  });
});

describe('the decision that approved the submission', () => {
  const document = { id: 'd1', kind: 'file', title: 'Order 12', fileName: 'order.pdf', restricted: true } as const;

  it('is named in the internal edition; outside stand name, function and date alone', async () => {
    const outcome = await exampleOutcome('core');
    const approved: Outcome = { ...outcome, approval: { ...outcome.approval!, document } };
    const internal = method(read(approved), false).mandate;
    expect(internal).toContain('Mira Oslen, Director General, 2 March 2026');
    expect(internal).toContain('The decision on file: Order 12, order.pdf, restricted.');
    const sharing = method(read(approved, 'sharing'), false).mandate;
    expect(sharing).toContain('Mira Oslen, Director General, 2 March 2026');
    expect(sharing).not.toContain('Order 12');
  });

  it('may be evidence of an answer, as in outcomes of before, or be missing', async () => {
    const outcome = await exampleOutcome('core');
    const named: Outcome = {
      ...outcome,
      approval: { ...outcome.approval!, evidence: 'd1' },
      evidence: [document],
    };
    expect(method(read(named), false).mandate).toContain('The decision on file: Order 12');
    expect(method(read(outcome), false).mandate).not.toContain('The decision on file');
  });
});

describe('recommendations', () => {
  it('show the answer that brought them up, once, and what was decided', async () => {
    const outcome = await exampleOutcome('full');
    const first = outcome.result.recommendations[0];
    const [told] = recommendationViews(read(outcome), [
      {
        rule: first?.rule ?? '',
        decision: 'adapted',
        adaptedText: 'Do it by May.',
        reason: 'Budget',
        due: '2026-05-01',
      },
    ]);
    expect(told?.gap).toEqual(['No bars on entry: “Partly”; the rights minimum is not reached (50 of 100).']);
    expect(told?.decision).toMatchObject({
      state: 'adapted',
      adapted: 'Do it by May.',
      reason: 'Budget',
      due: '1 May 2026',
    });
  });

  it('tell nobody that a treaty binds them', async () => {
    const views = recommendationViews(read(await exampleOutcome('full')), []);
    const references = views.flatMap((one) => one.references);
    expect(references.some((text) => text.includes('(check whether your country is bound)'))).toBe(true);
    expect(
      references.filter(
        (text) =>
          /Convention/.test(text) && !/check whether|national law|guidance|standard|declaration|resolution/.test(text),
      ),
    ).toEqual([]);
  });
});

describe('findings', () => {
  it('keep as good practice what is proven and high, and no rate that still favours one sex', async () => {
    const reading = read(await exampleOutcome('full'));
    const all = findings(reading, { theme: 'print' });
    expect(all.find((one) => one.id === 'D1')?.goodPractice).toBe('Gender-equality policy');
    expect(all.find((one) => one.id === 'D4')?.goodPractice).not.toContain('Recruitment stage by stage');
    expect(all.find((one) => one.id === 'D1')?.raises[0]).toMatch(
      /reach “Partly” and prove it \(\+7\.1 here, \+0\.6 overall\)/,
    );
  });
});

describe('dates of the plan', () => {
  it.each([
    ['2026-03-02', 6, '2026-09-02'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(monthsAfter(from, months)).toBe(to);
  });
});

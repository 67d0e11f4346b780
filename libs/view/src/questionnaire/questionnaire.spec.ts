import { join } from 'node:path';

import type { Questionnaire } from '@isonomia/application';
import { ContentLibrary } from '@isonomia/content';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { exampleAnswers } from '../../../../test/support/outcome-fixture.js';
import { HtmlDocuments } from '../document/html-documents.js';
import { View } from '../document/view.js';

import { toQuestionnaire, type QuestionnaireView } from './questionnaire.js';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const view = new View({ root: ROOT });
let questionnaire: Questionnaire;
let blank: QuestionnaireView;
let filled: QuestionnaireView;

beforeAll(async () => {
  const published = await new ContentLibrary({ content: join(ROOT, 'libs', 'content') }).find('geoa-le', '1.0.0');
  const file = exampleAnswers('full');
  const contents = {
    agency: {
      name: 'Customs Service of Tarsenia',
      type: 'customs',
      timeZone: 'Europe/Vienna',
      ranks: [{ id: 'cadet', label: 'Cadet', band: 'trainees' }],
      units: [{ id: 'hq', label: 'Headquarters' }],
    },
    assessment: { variant: 'full', agencyType: 'customs', reference: file.reference, stockDate: '2025-12-31' },
    answers: Object.entries(file.answers).map(([question, answer]) => ({ question, answer, revision: 1 })),
    evidence: [
      { id: 'e', question: 'GOV1', kind: 'citation', title: 'Order <114>', number: '2023/114', restricted: false },
    ],
    comments: [],
    assignments: [],
  };
  // Only what a questionnaire reads of an assessment.
  questionnaire = { published: { ...published, offered: true }, contents } as unknown as Questionnaire;
  const voice = view.voice('en', published?.texts['en'] ?? {});
  blank = toQuestionnaire(questionnaire, voice, false);
  filled = toQuestionnaire(questionnaire, voice, true);
});

const question = (form: QuestionnaireView, id: string) =>
  form.dimensions.flatMap((dimension) => dimension.questions).find((one) => one.id === id);

describe('the questionnaire on paper', () => {
  it('asks every question of the variant, with room to answer and nothing filled in', () => {
    expect(blank.dimensions).toHaveLength(14);
    const questions = blank.dimensions.flatMap((dimension) => dimension.questions);
    expect(questions.flatMap((one) => one.options).some((option) => option.chosen)).toBe(false);
    expect(
      questions.flatMap((one) => one.table?.rows ?? []).some((row) => row.cells.some((cell) => /\d/.test(cell))),
    ).toBe(false);
    for (const one of questions) {
      const room = one.options.length > 0 || one.table !== undefined || one.line;
      expect([one.id, room]).toEqual([one.id, true]);
    }
  });

  it('proposes the agency’s own ranks and units, with lines for more', () => {
    expect(question(blank, 'WFC1')?.table?.rows.map((row) => row.label)).toEqual(['Cadet', '', '']);
    expect(question(blank, 'WFC1')?.table?.rows[0]?.cells[0]).toBe('Trainees');
    expect(question(blank, 'WFC4')?.table?.rows[0]?.label).toBe('Headquarters');
  });

  it('stands as it was answered when it is printed filled in', () => {
    expect(question(filled, 'GOV1')?.options.map((option) => option.chosen)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(question(filled, 'REC2')?.options.find((option) => option.chosen)?.label).toBe('Partly');
    expect(question(filled, 'REC1')?.table?.rows[0]?.cells).toEqual(['312', '641']);
    expect(question(filled, 'WLB4')?.escapes.find((option) => option.chosen)?.label).toBe('Not available');
    expect(question(filled, 'GOV1')?.evidence).toEqual(['Order <114>, 2023/114']);
  });

  it('is a printable page with everything escaped and nothing to load', async () => {
    const { html } = await new HtmlDocuments(view).questionnaire(questionnaire, {
      filled: true,
      form: { languages: ['en'], arrangement: 'single', format: 'pdf' },
      documentId: 'K7QF-3M9D-X2TA' as never,
      issuedAt: new Date('2026-03-02T23:30:00Z'),
    });
    expect(html).toContain('Order &lt;114&gt;');
    expect(html).toContain('3 March 2026');
    expect(html).not.toMatch(/(?:src|href)="(?!data:|#)/);
  });
});

import { documentId, type FollowUp, type FollowUpTask } from '@isonomia/application';
import { describe, expect, it } from '@jest/globals';
import { HtmlDocuments } from '../document/html-documents.js';
import { View } from '../document/view.js';

const task = (given: Partial<FollowUpTask>): FollowUpTask => ({
  since: '2026-01-10',
  promised: {},
  now: { state: 'to-do', overdue: false, withdrawn: false },
  evidence: [],
  ...given,
});
const FOLLOW_UP: FollowUp = {
  format: 'isonomia.follow-up/1',
  takenOn: '2026-11-22',
  adoptedOn: '2026-01-10',
  agency: { id: '0190' as never, name: 'Police of Norlavia', fictional: true },
  assessment: { title: 'Round 2025', reference: { from: '2025-01-01', to: '2025-12-31' } },
  instrument: { id: 'sample', version: '1.0.0' },
  tasks: [
    task({
      rule: 'R1',
      typicalOwner: 'head',
      promised: { due: '2026-06-30', ownerName: 'Mara Ozola', target: '40 %' },
      now: {
        state: 'done',
        overdue: false,
        withdrawn: false,
        due: '2026-09-30',
        endedOn: '2026-07-02',
        measured: '38 %',
        note: 'Said in the corridor',
      },
      evidence: [{ kind: 'citation', title: 'Order 7' }],
    }),
    task({
      promised: { what: 'Open a crèche', due: '2026-11-12', ownerRole: 'Logistics' },
      now: { state: 'under-way', overdue: true, withdrawn: false, what: 'Open a crèche', due: '2026-11-12' },
    }),
  ],
  later: {
    title: 'Round 2026',
    reference: { from: '2026-01-01', to: '2026-12-31' },
    items: 12,
    dimensions: [{ dimension: 'D1', before: 41.2, after: 47.5 }, { dimension: 'D2' }],
  },
  texts: {
    en: { 'R1.title': 'Sign a policy', 'R1.indicator': 'Signed', 'owner.head': 'Head of agency', 'D1.title': 'Lead' },
    ar: { 'R1.title': 'توقيع سياسة', 'R1.indicator': 'موقعة', 'owner.head': 'رئيس الجهة', 'D1.title': 'القيادة' },
  },
};
const documents = new HtmlDocuments(new View({ root: '.' }));
const printed = async (edition: 'internal' | 'sharing', ...languages: [string] | [string, string]) => {
  const arrangement = languages.length === 1 ? ('single' as const) : ('side-by-side' as const);
  const { html } = await documents.followUp(FOLLOW_UP, {
    edition,
    form: { languages, arrangement, format: 'pdf' },
    documentId: documentId('K7QF-3M9D-X2TA'),
    verifyUrl: 'https://isonomia.test/verify/K7QF-3M9D-X2TA',
    issuedAt: new Date('2026-11-22T10:00:00Z'),
  });
  return html.slice(html.indexOf('<body'));
};
const INSIDE = ['Mara Ozola', 'Said in the corridor', 'Order 7'];

describe('a follow-up document', () => {
  it('sets what was promised first beside what there is, and says what lies between', async () => {
    const html = await printed('internal', 'en');
    for (const text of [
      'Sign a policy',
      '30 June 2026',
      '40 %',
      '38 %',
      'Done 2 days late.',
      'The day was moved from 30 June 2026 to 30 September 2026.',
      'Not done; 10 days overdue.',
      'Overdue: was due on 12 November 2026',
      '+6.3',
      'not shown',
      ...INSIDE,
    ])
      expect(html).toContain(text);
  });

  it('tells outside the function in charge, and neither names, notes nor evidence', async () => {
    const html = await printed('sharing', 'en');
    for (const text of INSIDE) expect(html).not.toContain(text);
    for (const text of ['Head of agency', 'Logistics', '38 %']) expect(html).toContain(text);
  });

  it('speaks two languages of one plan side by side', async () => {
    const html = await printed('sharing', 'en', 'ar');
    for (const text of ['Sign a policy', 'توقيع سياسة', 'Head of agency', 'رئيس الجهة']) expect(html).toContain(text);
  });
});

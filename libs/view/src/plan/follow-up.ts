import { isOpen, type FollowUp, type FollowUpOptions } from '@isonomia/application';
import type { DocumentPart } from '../document/document-html.js';
import type { View, Voice } from '../document/view.js';
import { qrCode } from '../svg/qr-code.js';
import type { Markup } from '../svg/markup.js';
import { TaskWords, type FollowUpRow, type NextStep } from './follow-up-tasks.js';

interface FollowUpView {
  readonly agency: string;
  readonly edition: string;
  readonly editionAbout: string;
  readonly marking: string;
  readonly fictional: boolean;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly proof: { readonly id: string; readonly verifyUrl: string; readonly qr: Markup };
  readonly summary: string;
  readonly tiles: readonly { readonly label: string; readonly value: string }[];
  readonly rows: readonly FollowUpRow[];
  readonly steps: readonly NextStep[];
  readonly scores: ScoresView | undefined;
  readonly limits: readonly string[];
}

interface ScoresView {
  readonly lead: string;
  readonly then: string;
  readonly now: string;
  readonly rows: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
    readonly difference: string;
  }[];
}

type Options = Omit<FollowUpOptions, 'form' | 'issuedAt' | 'documentId'> & {
  readonly documentId: string;
  readonly language: string;
};

/** A follow-up document in one language; the same snapshot gives the same page. */
export function followUpPart(view: View, followUp: FollowUp, options: Options): DocumentPart {
  const { texts, agency } = followUp;
  const voice = view.voice(options.language, texts[options.language] ?? texts['en'] ?? {});
  const { t } = voice.translator;
  const made = toFollowUp(followUp, voice, options);
  const frame = {
    language: options.language,
    title: `${agency.name}: ${t('plan.document.title')}, ${made.edition}`,
    author: agency.name,
    running: `${agency.name} · ${t('plan.document.title')}`,
    marking: agency.marking ?? '',
    foot: `${options.documentId} · ${made.edition}`,
    density: 'full' as const,
  };
  return { name: 'documents/follow-up', view: made, context: voice, frame };
}

function toFollowUp(followUp: FollowUp, voice: Voice, options: Options): FollowUpView {
  const { t } = voice.translator;
  const { edition } = options;
  const { agency, tasks } = followUp;
  const words = new TaskWords(voice, followUp, edition);
  return {
    agency: agency.name,
    edition: t(`document.edition.${edition}`),
    editionAbout: t(`plan.document.${edition}-about`),
    marking: agency.marking ?? '',
    fictional: agency.fictional,
    facts: factsOf(followUp, voice),
    proof: {
      id: options.documentId,
      verifyUrl: options.verifyUrl,
      qr: qrCode(options.verifyUrl, t('document.cover.qr')),
    },
    ...summaryOf(followUp, voice),
    rows: tasks.map((task) => words.row(task)),
    steps: tasks.filter(({ now }) => isOpen(now.state)).map((task) => words.step(task)),
    scores: scoresOf(followUp, voice),
    limits: ['snapshot', 'promise', 'stated'].map((key) => t(`plan.document.limit.${key}`)),
  };
}

function factsOf({ assessment, instrument, adoptedOn, takenOn }: FollowUp, { translator, format }: Voice) {
  const { t } = translator;
  const fact = (key: string, value: string) => ({ label: t(`plan.document.fact.${key}`), value });
  return [
    fact('assessment', assessment.title),
    fact('period', format.period(assessment.reference.from, assessment.reference.to)),
    fact('instrument', `${instrument.id} ${instrument.version}`),
    fact('adopted', format.date(adoptedOn)),
    fact('taken', format.date(takenOn)),
  ];
}

function summaryOf({ tasks }: FollowUp, { translator, format }: Voice) {
  const { t } = translator;
  const count = (state: string): number => tasks.filter(({ now }) => now.state === state).length;
  const overdue = tasks.filter(({ now }) => now.overdue).length;
  const all = tasks.length - count('dropped');
  const tiles = (['done', 'under-way', 'to-do', 'dropped'] as const).map((state) => ({
    label: t(`plan.state.${state}`),
    value: format.count(count(state)),
  }));
  return {
    summary: t('plan.summary', { done: count('done'), all, overdue }),
    tiles: [...tiles, { label: t('plan.document.of-these-overdue'), value: format.count(overdue) }],
  };
}

/** Over the items that both questionnaires ask in the same way, as the trends of the agency have them. */
function scoresOf({ later, assessment }: FollowUp, { translator, format }: Voice): ScoresView | undefined {
  if (later === undefined || later.dimensions.length === 0) return undefined;
  const { t, find } = translator;
  const score = (value: number | undefined): string =>
    value === undefined ? t('plan.document.not-shown') : format.score(value);
  const rows = later.dimensions.map(({ dimension, before, after }) => ({
    label: find(`${dimension}.title`) ?? dimension,
    before: score(before),
    after: score(after),
    difference: before === undefined || after === undefined ? '–' : signed(after - before, format.score),
  }));
  const period = ({ from, to }: FollowUp['assessment']['reference']): string => format.period(from, to);
  return {
    lead: t('plan.document.scores-lead', { count: later.items }),
    then: period(assessment.reference),
    now: period(later.reference),
    rows,
  };
}

/** Of what is printed, so that the three numbers of a row agree. */
function signed(difference: number, score: Voice['format']['score']): string {
  const size = score(Math.abs(difference), []);
  if (size === score(0, [])) return size;
  return `\u2066${difference < 0 ? '−' : '+'}${size}\u2069`;
}

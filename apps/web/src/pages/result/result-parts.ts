import type { Assessment } from '@isonomia/application';
import { decisionDocument, noteWords, type Chart, type Reading } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

/** Charts are drawn twice, for a desk and for a phone, and one of them is shown: letters stay readable on both. */
export const DESK = { theme: 'screen', width: 760 } as const;
export const PHONE = { theme: 'screen', width: 340, prefix: 'phone-' } as const;

export interface FigureView {
  readonly id: string;
  readonly finding: string;
  readonly note: string;
  readonly desk: Chart['svg'];
  readonly phone: Chart['svg'];
  readonly table: Chart['table'];
  /** Where it is told how the numbers came about. */
  readonly explain: readonly { readonly label: string; readonly href: string }[];
}

export const figureOf = (desk: Chart, phone: Chart, explain: FigureView['explain']): FigureView => ({
  id: desk.id,
  finding: desk.finding,
  note: desk.note,
  desk: desk.svg,
  phone: phone.svg,
  table: desk.table,
  explain,
});

export const explainHref = (assessment: string, number: string): string => href(ROUTES.explain, { assessment, number });

/** "GEOAT-style … 1.0.0, full · period · submitted …": what stands under every title of a result. */
export function subtitle(words: Words, reading: Reading, assessment: Assessment): string {
  const { t, format } = words;
  const { outcome } = reading;
  const parts = [
    t('page.result.instrument', {
      instrument: reading.t('instrument.short'),
      version: outcome.instrument.version,
      variant: reading.t(`variant.${outcome.answers.variant}.title`),
    }),
    t('page.result.period', { period: format.period(assessment.reference.from, assessment.reference.to) }),
    submission(words, reading),
    validation(words, reading),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function submission({ t, format }: Words, { outcome }: Reading): string {
  if (outcome.submittedAt === undefined) return '';
  const at = format.instant(outcome.submittedAt, outcome.agency.timeZone);
  const { approval } = outcome;
  if (approval === undefined) return t('page.result.submitted', { at });
  return t('page.result.approved', {
    at,
    name: approval.name,
    office: approval.function,
    date: format.date(approval.date),
  });
}

const validation = ({ t, format }: Words, { outcome: { validatedAt, agency } }: Reading): string =>
  validatedAt === undefined ? '' : t('page.result.validated', { at: format.instant(validatedAt, agency.timeZone) });

/** The decision that approved the submission, for those who may read evidence. */
export function decisionView(reading: Reading, mayRead: boolean): object | undefined {
  const document = mayRead ? decisionDocument(reading.outcome) : undefined;
  if (document === undefined) return undefined;
  return {
    text: noteWords(reading, document),
    file: document.kind === 'file' ? href(ROUTES.evidenceFile, { evidence: document.id }) : undefined,
  };
}

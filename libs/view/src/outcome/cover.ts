import type { Decision } from '@isonomia/outcome';

import type { Markup } from '../svg/markup.js';

import type { Reading } from './reading.js';

export interface OutcomeDocumentOptions {
  readonly language: string;
  readonly documentId: string;
  readonly verifyUrl: string;
  readonly outcomeSha256: string;
  readonly decisions: readonly Decision[];
  /** ISO date printed as the document's. */
  readonly issuedOn: string;
  /** Drawing of the verification address. */
  readonly qr: Markup;
}

export interface CoverView {
  readonly agency: string;
  readonly agencyLines: readonly string[];
  readonly title: string;
  readonly variant: string;
  readonly edition: string;
  readonly editionAbout: string;
  readonly marking: string;
  readonly logo: string;
  readonly fictional: boolean;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly documentId: string;
  readonly hash: readonly string[];
  readonly verifyUrl: string;
  readonly qr: Markup;
}

const PICTURE = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;

/** Who, when, by what, for whom: and how to check that it is genuine. */
export function cover(reading: Reading, options: OutcomeDocumentOptions): CoverView {
  const { outcome, t } = reading;
  const { agency } = outcome;
  return {
    agency: agency.name,
    agencyLines: [t(`agencyType.${agency.type}`), agency.country, agency.region ?? '', agency.legalFrame ?? ''].filter(
      (line) => line !== '',
    ),
    title: t('document.title'),
    variant: t(`variant.${outcome.answers.variant}.title`),
    edition: t(`document.edition.${reading.edition}`),
    editionAbout: t(`document.edition.${reading.edition}-about`),
    marking: agency.marking ?? '',
    // Anything but an inline picture is left out: the page that prints this loads nothing.
    logo: agency.logo !== undefined && PICTURE.test(agency.logo) ? agency.logo : '',
    fictional: agency.fictional,
    facts: facts(reading, options),
    documentId: options.documentId,
    hash: options.outcomeSha256.match(/.{1,16}/g) ?? [],
    verifyUrl: options.verifyUrl,
    qr: options.qr,
  };
}

function facts(reading: Reading, options: OutcomeDocumentOptions): CoverView['facts'] {
  const { outcome, t, format } = reading;
  const { instrument, answers } = outcome;
  const fact = (key: string, value: string) => ({ label: t(`document.fact.${key}`), value });
  return [
    fact('period', format.period(answers.reference.from, answers.reference.to)),
    fact('stock', format.date(outcome.stockDate)),
    fact('status', statusWords(reading)),
    ...(outcome.approval === undefined ? [] : [fact('approved', approvalWords(reading))]),
    fact('instrument', `${t('instrument.title')}, ${instrument.version} (${instrument.id})`),
    fact('variant', t(`variant.${answers.variant}.title`)),
    fact('issued', format.date(options.issuedOn)),
  ];
}

/** Who stands behind the outcome: the agency alone, or a reviewer too, and since when. */
function statusWords({ outcome: { status, validatedAt, agency }, t, format }: Reading): string {
  if (validatedAt === undefined) return t(`document.status.${status}`);
  return t('document.status.validated-on', { date: format.dayOf(validatedAt, agency.timeZone) });
}

export function approvalWords({ outcome: { approval }, t, format }: Reading): string {
  if (approval === undefined) return '';
  return t('document.approved-by', {
    name: approval.name,
    function: approval.function,
    date: format.date(approval.date),
  });
}

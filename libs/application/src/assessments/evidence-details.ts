import type { Question } from '@isonomia/instrument';
import type { Fields } from '../problems/fields.js';

export interface EvidenceDetails {
  readonly title: string;
  readonly number?: string;
  /** ISO date. */
  readonly date?: string;
  readonly holder?: string;
  readonly page?: string;
  readonly restricted: boolean;
}

const LONGEST_URL = 2_000;
const LONGEST_TITLE = 300;
const LONGEST_PAGE = 60;

export function readEvidenceDetails(fields: Fields, details: EvidenceDetails): EvidenceDetails {
  const number = fields.optionalText('number', details.number);
  const date = fields.optionalDate('date', details.date);
  const holder = fields.optionalText('holder', details.holder);
  const page = fields.optionalText('page', details.page, LONGEST_PAGE);
  return {
    title: fields.text('title', details.title, LONGEST_TITLE),
    ...(number !== undefined && { number }),
    ...(date !== undefined && { date }),
    ...(holder !== undefined && { holder }),
    ...(page !== undefined && { page }),
    restricted: details.restricted,
  };
}

/** The option of a checklist that is proved; only a checklist has any. */
export function readOption(fields: Fields, question: Question, option: string | undefined): { option?: string } {
  if (option === undefined) return {};
  const options = question.type === 'checklist' ? question.options.map(({ id }) => id) : [];
  const found = fields.oneOf('option', option, options);
  return found === undefined ? {} : { option: found };
}

/** Only addresses that a browser opens as a page; anything else could run when it is clicked. */
export function readWebAddress(fields: Fields, text: string): string {
  const address = text.trim();
  const isPage = /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i.test(address);
  if (!isPage || address.length > LONGEST_URL || !address.isWellFormed()) fields.fault('url', 'not-a-web-address');
  return address;
}

import type { EntryInput } from '@isonomia/application';
import { publishedSample } from './published-sample.js';

/** An entry of a region about the sample instrument. */
export const ENTRY: EntryInput = {
  instrument: publishedSample().instrument.id,
  language: 'en',
  country: 'Norlavia',
  kind: 'customs',
  organisation: 'Customs of Norlavia',
  what: 'Rosters are published three weeks ahead.',
  since: '2020',
  result: 'Fewer people left.',
  sourcePublisher: 'Ministry of Norlavia',
  sourceTitle: 'Yearly report',
  sourceYear: '2021',
  sourceUrl: 'https://example.org/report',
  dimensions: [],
  items: ['GOV1'],
  rules: [],
  checkedOn: '',
};

import { practiceId, userId, type EntryInput, type RegionId } from '@isonomia/application';
import { createPorts } from '@isonomia/persistence';
import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.js';
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

/** A published entry of a region about the questionnaire that is shipped, written behind the back of every use case. */
export async function storePractice({ operator }: TestDatabase, region: RegionId): Promise<string> {
  const id = practiceId(randomUUID());
  const { unitOfWork, practices } = createPorts(operator);
  const by = userId('somebody');
  await unitOfWork.run({ actor: by }, (tx) =>
    practices.insert(tx, {
      id,
      regionId: region,
      instrument: 'geoa-le',
      language: 'en',
      country: ENTRY.country,
      kind: 'customs',
      organisation: ENTRY.organisation,
      what: ENTRY.what,
      source: { publisher: ENTRY.sourcePublisher, title: ENTRY.sourceTitle, year: 2021, url: ENTRY.sourceUrl },
      dimensions: [],
      items: ['WLB5'],
      rules: ['R29'],
      state: 'published',
      createdBy: by,
      createdAt: new Date('2026-01-10T09:00:00Z'),
    }),
  );
  return id;
}

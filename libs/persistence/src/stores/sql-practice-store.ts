import {
  practiceId,
  PracticeStore,
  regionId,
  userId,
  type NewPractice,
  type PracticeEntry,
  type PracticeId,
  type PracticeState,
  type RegionalPractice,
  type RegionId,
  type Transaction,
} from '@isonomia/application';
import { first, present, toDate, type At } from './values.js';

interface PracticeRecord {
  readonly id: string;
  readonly region_id: string;
  readonly region: string;
  readonly instrument_id: string;
  readonly language: string;
  readonly country: string;
  readonly kind: PracticeEntry['kind'];
  readonly organisation: string;
  readonly what: string;
  readonly since: number | null;
  readonly result: string | null;
  readonly source_publisher: string;
  readonly source_title: string;
  readonly source_year: number;
  readonly source_url: string;
  readonly dimensions: readonly string[];
  readonly items: readonly string[];
  readonly rules: readonly string[];
  readonly checked_on: string | null;
  readonly checked_by: string | null;
  readonly state: PracticeState;
  readonly created_by: string;
  readonly created_at: At;
  readonly revision: number;
}

const WRITTEN = `instrument_id, language, country, kind, organisation, what, since, result, source_publisher, source_title,
  source_year, source_url, dimensions, items, rules, checked_on, checked_by, state`;
const PLACES = `$2, $3, $4, $5, $6, $7, $8::integer, $9, $10, $11, $12::integer, $13, $14::text[], $15::text[], $16::text[],
  $17::date, $18, $19`;
const FROM = `SELECT p.id, p.region_id, r.name AS region, p.instrument_id, p.language, p.country, p.kind, p.organisation, p.what,
    p.since, p.result, p.source_publisher, p.source_title, p.source_year, p.source_url, p.dimensions, p.items, p.rules,
    to_char(p.checked_on, 'YYYY-MM-DD') AS checked_on, p.checked_by, p.state, p.created_by, p.created_at, p.revision
  FROM good_practice p JOIN region r ON r.id = p.region_id`;
const FIND = `${FROM} WHERE p.id = $1`;
const LOCK = `${FIND} FOR UPDATE OF p`;
const ALL = `${FROM} ORDER BY r.name, p.created_at DESC, p.id`;
const PUBLISHED = `${FROM} WHERE p.region_id = $1 AND p.instrument_id = $2 AND p.state = 'published' ORDER BY p.created_at, p.id`;
const INSERT = `INSERT INTO good_practice (id, ${WRITTEN}, region_id, created_by, created_at)
  VALUES ($1, ${PLACES}, $20, $21, $22)`;
const CHANGE = `UPDATE good_practice SET (${WRITTEN}) = ROW (${PLACES}), revision = revision + 1
  WHERE id = $1 AND revision = $20 RETURNING revision`;
const WITHDRAW = `UPDATE good_practice SET state = 'withdrawn', revision = revision + 1 WHERE id = $1`;

export class SqlPracticeStore extends PracticeStore {
  async insert(tx: Transaction, practice: NewPractice): Promise<void> {
    await tx.query(INSERT, [...valuesOf(practice), practice.regionId, practice.createdBy, practice.createdAt]);
  }

  async find(tx: Transaction, id: PracticeId): Promise<RegionalPractice | undefined> {
    const row = first(await tx.query<PracticeRecord>(FIND, [id]));
    return row === undefined ? undefined : toPractice(row);
  }

  async lock(tx: Transaction, id: PracticeId): Promise<RegionalPractice | undefined> {
    const row = first(await tx.query<PracticeRecord>(LOCK, [id]));
    return row === undefined ? undefined : toPractice(row);
  }

  async all(tx: Transaction): Promise<readonly RegionalPractice[]> {
    return (await tx.query<PracticeRecord>(ALL, [])).map(toPractice);
  }

  async published(tx: Transaction, region: RegionId, instrument: string): Promise<readonly RegionalPractice[]> {
    return (await tx.query<PracticeRecord>(PUBLISHED, [region, instrument])).map(toPractice);
  }

  async change(
    tx: Transaction,
    practice: Parameters<PracticeStore['change']>[1],
    expected: number,
  ): Promise<number | undefined> {
    return first(await tx.query<{ readonly revision: number }>(CHANGE, [...valuesOf(practice), expected]))?.revision;
  }

  async withdraw(tx: Transaction, id: PracticeId): Promise<void> {
    await tx.query(WITHDRAW, [id]);
  }
}

/** In the order of `WRITTEN`, after the id. */
const valuesOf = (practice: Parameters<PracticeStore['change']>[1]): readonly unknown[] => [
  practice.id,
  practice.instrument,
  practice.language,
  practice.country,
  practice.kind,
  practice.organisation,
  practice.what,
  practice.since ?? null,
  practice.result ?? null,
  practice.source.publisher,
  practice.source.title,
  practice.source.year,
  practice.source.url,
  practice.dimensions,
  practice.items,
  practice.rules,
  practice.checkedOn ?? null,
  practice.checkedBy ?? null,
  practice.state,
];

const toPractice = (row: PracticeRecord): RegionalPractice => ({
  id: practiceId(row.id),
  regionId: regionId(row.region_id),
  region: row.region,
  instrument: row.instrument_id,
  language: row.language,
  country: row.country,
  kind: row.kind,
  organisation: row.organisation,
  what: row.what,
  ...present('since', row.since),
  ...present('result', row.result),
  source: {
    publisher: row.source_publisher,
    title: row.source_title,
    year: row.source_year,
    url: row.source_url,
  },
  dimensions: row.dimensions,
  items: row.items,
  rules: row.rules,
  ...present('checkedOn', row.checked_on),
  ...(row.checked_by !== null && { checkedBy: userId(row.checked_by) }),
  state: row.state,
  createdBy: userId(row.created_by),
  createdAt: toDate(row.created_at),
  revision: row.revision,
});

import { ContributionStore, type NewContribution, type Transaction } from '@isonomia/application';
import type { Contribution } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import { toContribution, toRecord, type ContributionRecord } from './contribution-columns.js';
import { first, recordset } from './values.js';

const COLUMNS: readonly (readonly [name: keyof ContributionRecord, type: string])[] = [
  ['assessment_id', 'uuid'],
  ['agency_id', 'uuid'],
  ['round_id', 'uuid'],
  ['region_id', 'uuid'],
  ['country_id', 'uuid'],
  ['holding', 'text'],
  ['agency_type', 'text'],
  ['size_band', 'text'],
  ['instrument_id', 'text'],
  ['instrument_version', 'text'],
  ['variant', 'text'],
  ['reference_from', 'date'],
  ['reference_to', 'date'],
  ['validated_at', 'timestamptz'],
  ['claimed', 'double precision[]'],
  ['evidenced', 'double precision[]'],
  ['low', 'double precision[]'],
  ['high', 'double precision[]'],
  ['levels', 'integer[]'],
  ['items', 'double precision[]'],
  ['gates', 'integer[]'],
  ['coverage', 'double precision[]'],
  ['women', 'integer[]'],
  ['men', 'integer[]'],
  ['hires', 'integer[]'],
  ['leavers', 'integer[]'],
];
const NAMES = COLUMNS.map(([name]) => name).join(', ');
const ADDED = `jsonb_to_recordset($1) AS n (${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')})`;

// Before the new ones come: a round counts one contribution of an agency at any time.
const SUPERSEDE = `UPDATE contribution c SET superseded_by = n.assessment_id
  FROM jsonb_to_recordset($1) AS n (assessment_id uuid, agency_id uuid, round_id uuid)
  WHERE c.round_id = n.round_id AND c.agency_id = n.agency_id AND c.superseded_by IS NULL`;
const INSERT = `INSERT INTO contribution (${NAMES}) SELECT ${NAMES} FROM ${ADDED}`;
const OF_AGENCY = `SELECT ${NAMES} FROM contribution WHERE round_id = $1 AND agency_id = $2 AND superseded_by IS NULL`;
const RELEASABLE = `SELECT ${NAMES} FROM releasable_contributions($1)`;

export class SqlContributionStore extends ContributionStore {
  record(tx: Transaction, added: NewContribution, instrument: Instrument): Promise<void> {
    return this.recordAll(tx, [added], instrument);
  }

  async recordAll(tx: Transaction, added: readonly NewContribution[], instrument: Instrument): Promise<void> {
    const records = added.map((one) => toRecord(one, instrument));
    const keys = records.map(({ assessment_id, agency_id, round_id }) => ({ assessment_id, agency_id, round_id }));
    await tx.query(SUPERSEDE, [recordset(keys)]);
    await tx.query(INSERT, [recordset(records)]);
  }

  async ofAgency(
    tx: Transaction,
    { round, agency }: Parameters<ContributionStore['ofAgency']>[1],
    instrument: Instrument,
  ): Promise<Contribution | undefined> {
    const row = first(await tx.query<ContributionRecord>(OF_AGENCY, [round, agency]));
    return row === undefined ? undefined : toContribution(row, instrument);
  }

  async releasable(
    tx: Transaction,
    round: Parameters<ContributionStore['releasable']>[1],
    instrument: Instrument,
  ): Promise<readonly Contribution[]> {
    const rows = await tx.query<ContributionRecord>(RELEASABLE, [round]);
    return rows.map((row) => toContribution(row, instrument));
  }
}

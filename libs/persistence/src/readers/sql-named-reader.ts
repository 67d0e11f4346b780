import {
  agencyId,
  countryId,
  NamedReader,
  type AgencyId,
  type NamedRow,
  type NamedScreen,
  type RoundId,
  type Transaction,
} from '@isonomia/application';
import { toContribution, type ContributionRecord } from '../stores/contribution-columns.js';
import { first } from '../stores/values.js';
import { ROUND_OF_RELEASE, toRoundOfRelease, type RoundOfReleaseRecord } from './round-of-release.js';

interface NamedRecord {
  readonly agency_id: string;
  readonly agency: string;
  readonly country_id: string;
  readonly country: string;
  readonly choice: NamedRow['audience'];
  readonly contribution: ContributionRecord;
}
interface ScreenRecord {
  readonly round: RoundOfReleaseRecord;
  readonly own: readonly string[] | null;
  readonly agencies: readonly NamedRecord[] | null;
}

const SCREEN = `
  SELECT ${ROUND_OF_RELEASE} AS round,
    (SELECT jsonb_agg(p.agency_id ORDER BY p.agency_id) FROM participation p WHERE p.round_id = o.id
      AND p.declined_at IS NULL AND p.agency_id IN (SELECT led_agencies())) AS own,
    (SELECT jsonb_agg(to_jsonb(n) ORDER BY n.country COLLATE "C", n.country_id, n.agency COLLATE "C", n.agency_id)
      FROM named_contributions(o.id) n) AS agencies
  FROM round o JOIN region g ON g.id = o.region_id WHERE o.id = $1`;

export class SqlNamedReader extends NamedReader {
  async ofRound(tx: Transaction, round: RoundId): Promise<NamedScreen | undefined> {
    const row = first(await tx.query<ScreenRecord>(SCREEN, [round]));
    if (row === undefined) return undefined;
    return {
      round: toRoundOfRelease(row.round),
      own: (row.own ?? []).map((id) => agencyId(id)),
      agencies: (row.agencies ?? []).map(toNamed),
    };
  }

  async read(
    tx: Transaction,
    { round, agency }: { readonly round: RoundId; readonly agency: AgencyId },
  ): Promise<NamedRow | undefined> {
    const row = first(await tx.query<NamedRecord>('SELECT * FROM read_named($1, $2)', [round, agency]));
    return row === undefined ? undefined : toNamed(row);
  }
}

const toNamed = (row: NamedRecord): NamedRow => ({
  id: agencyId(row.agency_id),
  name: row.agency,
  country: { id: countryId(row.country_id), name: row.country },
  audience: row.choice,
  contribution: (instrument) => toContribution(row.contribution, instrument),
});

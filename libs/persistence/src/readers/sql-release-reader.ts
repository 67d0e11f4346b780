import {
  agencyId,
  ReleaseReader,
  releaseId,
  roundId,
  type EarlierRelease,
  type OwnAgency,
  type ProspectScreen,
  type ReleaseId,
  type ReleasedCountry,
  type ReleaseScreen,
  type ReleasesOfRound,
  type RoundId,
  type Transaction,
  type WholeRelease,
} from '@isonomia/application';
import type { Grouping, ReleaseGroup, Statement } from '@isonomia/comparison';
import { toExpected, type ExpectedRecord } from './prospect-rows.js';
import { toContribution, type ContributionRecord } from '../stores/contribution-columns.js';
import { HEAD_COLUMNS, toHead, type HeadRecord } from '../stores/release-rows.js';
import { first, present } from '../stores/values.js';
import { ROUND_OF_RELEASE, toRoundOfRelease, type RoundOfReleaseRecord } from './round-of-release.js';

interface RoundScreenRecord {
  readonly round: RoundOfReleaseRecord;
  readonly releases: readonly HeadRecord[] | null;
  readonly own: readonly string[] | null;
}
interface ProspectRecord {
  readonly round: RoundOfReleaseRecord;
  readonly countries: readonly ReleasedCountry[] | null;
  readonly expected: readonly ExpectedRecord[] | null;
}
interface EarlierRecord {
  readonly id: string;
  readonly round_id: string;
  readonly round: string;
  readonly statement: Statement;
  readonly body: ReleaseGroup;
}
interface OwnRecord {
  readonly id: string;
  readonly name: string;
  readonly contribution: ContributionRecord | null;
}
interface ScreenRecord {
  readonly head: HeadRecord;
  readonly round: RoundOfReleaseRecord;
  readonly statement: Statement | null;
  readonly groups: readonly ReleaseGroup[] | null;
  readonly countries: readonly ReleasedCountry[] | null;
  readonly fictional: boolean;
  readonly earlier: readonly EarlierRecord[] | null;
  readonly own: readonly OwnRecord[] | null;
}

const HEAD = HEAD_COLUMNS.split(', ')
  .map((name) => `'${name}', r.${name}`)
  .join(', ');

const OF_ROUND = `
  SELECT ${ROUND_OF_RELEASE} AS round, (SELECT jsonb_agg(jsonb_build_object(${HEAD}) ORDER BY r.number DESC)
    FROM release r WHERE r.round_id = o.id) AS releases,
    (SELECT jsonb_agg(p.agency_id ORDER BY p.agency_id) FROM participation p WHERE p.round_id = o.id
      AND p.declined_at IS NULL AND p.agency_id IN (SELECT led_agencies())) AS own
  FROM round o JOIN region g ON g.id = o.region_id WHERE o.id = $1`;

const countriesOf = (
  region: string,
): string => `(SELECT jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name)
    ORDER BY c.name COLLATE "C", c.id) FROM country c WHERE c.region_id = ${region})`;
const COUNTRIES = countriesOf('r.region_id');
const OWN = `(SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'contribution', to_jsonb(c))
        ORDER BY a.name COLLATE "C", a.id)
      FROM participation p JOIN agency a ON a.id = p.agency_id
      LEFT JOIN contribution c ON c.round_id = p.round_id AND c.agency_id = p.agency_id AND c.superseded_by IS NULL
      WHERE p.round_id = r.round_id AND p.declined_at IS NULL AND p.agency_id IN (SELECT led_agencies()))`;
/** Those of the grouping, or all of them. */
const groups = (where: string): string => `(SELECT jsonb_agg(t.body ORDER BY t.position) FROM release_table t
    WHERE t.release_id = r.id${where})`;

/** How far back the rounds before this one are shown. */
const ROUNDS_BACK = 5;

const SCREEN = `
  WITH RECURSIVE before (id, back) AS (
    SELECT o.previous_id, 1 FROM release r JOIN round o ON o.id = r.round_id WHERE r.id = $1 AND o.previous_id IS NOT NULL
    UNION ALL
    SELECT o.previous_id, b.back + 1 FROM before b JOIN round o ON o.id = b.id
      WHERE o.previous_id IS NOT NULL AND b.back < ${ROUNDS_BACK}
  )
  SELECT jsonb_build_object(${HEAD}) AS head, ${ROUND_OF_RELEASE} AS round, r.statement,
    ${groups(" AND t.grouping IN ('all', $2)")} AS groups,
    ${COUNTRIES} AS countries, g.fictional,
    (SELECT jsonb_agg(jsonb_build_object('id', e.id, 'round_id', e.round_id, 'round', o.name, 'statement', e.statement,
        'body', t.body) ORDER BY b.back DESC)
      FROM before b JOIN round o ON o.id = b.id
      JOIN LATERAL (SELECT x.* FROM release x WHERE x.round_id = b.id AND x.state = 'ready'
        ORDER BY x.number DESC LIMIT 1) e ON true
      JOIN release_table t ON t.release_id = e.id AND t.grouping = 'all') AS earlier,
    ${OWN} AS own
  FROM release r JOIN round o ON o.id = r.round_id JOIN region g ON g.id = o.region_id
  WHERE r.id = $1`;

const WHOLE = `
  SELECT jsonb_build_object(${HEAD}) AS head, ${ROUND_OF_RELEASE} AS round, r.statement, ${groups('')} AS groups,
    ${COUNTRIES} AS countries, g.fictional, NULL AS earlier, ${OWN} AS own
  FROM release r JOIN round o ON o.id = r.round_id JOIN region g ON g.id = o.region_id
  WHERE r.id = $1 AND r.state = 'ready'`;

const PROSPECT = `
  SELECT ${ROUND_OF_RELEASE} AS round, ${countriesOf('o.region_id')} AS countries,
    (SELECT jsonb_agg(to_jsonb(e)) FROM expected_contributors(o.id) e) AS expected
  FROM round o JOIN region g ON g.id = o.region_id WHERE o.id = $1`;

export class SqlReleaseReader extends ReleaseReader {
  async ofRound(tx: Transaction, round: RoundId): Promise<ReleasesOfRound | undefined> {
    const row = first(await tx.query<RoundScreenRecord>(OF_ROUND, [round]));
    if (row === undefined) return undefined;
    const releases = (row.releases ?? []).map((release) => toHead(release));
    return { round: toRoundOfRelease(row.round), releases, own: (row.own ?? []).map((id) => agencyId(id)) };
  }

  async screen(tx: Transaction, id: ReleaseId, grouping: Grouping): Promise<ReleaseScreen | undefined> {
    const row = first(await tx.query<ScreenRecord>(SCREEN, [id, grouping]));
    return row === undefined ? undefined : toScreen(row);
  }

  async prospect(tx: Transaction, round: RoundId): Promise<ProspectScreen | undefined> {
    const row = first(await tx.query<ProspectRecord>(PROSPECT, [round]));
    if (row === undefined) return undefined;
    return {
      round: toRoundOfRelease(row.round),
      countries: row.countries ?? [],
      expected: (row.expected ?? []).map((one) => toExpected(one)),
    };
  }

  async whole(tx: Transaction, id: ReleaseId): Promise<WholeRelease | undefined> {
    const row = first(await tx.query<ScreenRecord>(WHOLE, [id]));
    if (row === undefined || row.statement === null) return undefined;
    const { groups: list, ...screen } = toScreen(row);
    return { ...screen, release: { format: 'isonomia.release/1', statement: row.statement, groups: list } };
  }
}

const toScreen = (row: ScreenRecord): ReleaseScreen => ({
  head: toHead(row.head),
  round: toRoundOfRelease(row.round),
  ...present('statement', row.statement),
  groups: row.groups ?? [],
  countries: row.countries ?? [],
  fictional: row.fictional,
  earlier: (row.earlier ?? []).map(toEarlier),
  own: (row.own ?? []).map(toOwn),
});

const toEarlier = (row: EarlierRecord): EarlierRelease => ({
  id: releaseId(row.id),
  round: roundId(row.round_id),
  roundName: row.round,
  statement: row.statement,
  all: row.body,
});

function toOwn({ id, name, contribution }: OwnRecord): OwnAgency {
  const agency = { id: agencyId(id), name };
  return contribution === null
    ? agency
    : { ...agency, contribution: (instrument) => toContribution(contribution, instrument) };
}

import type { GatheredGroup, GatheredRoom } from '@isonomia/application';

/** Rows of a part as one value: a statement sees one moment, and a room of phones writes while it is read. */
const list = (columns: string, from: string, order: string): string =>
  `coalesce((SELECT jsonb_agg(jsonb_build_object(${columns}) ORDER BY ${order}) FROM ${from}), '[]')`;

const AGENDA = list(
  `'day', s.day, 'starts', to_char(s.starts, 'HH24:MI'), 'ends', to_char(s.ends, 'HH24:MI'), 'title', s.title, 'kind', s.kind`,
  'workshop_session s WHERE s.workshop_id = w.id',
  's.day, s.starts, s.ends, s.id',
);
const PEOPLE = list(
  `'from', coalesce(g.name, p.organisation), 'country', coalesce(gk.name, k.name), 'woman', p.sex = 'woman',
    'days', coalesce((SELECT jsonb_agg(a.day ORDER BY a.day) FROM workshop_attendance a WHERE a.participant_id = p.id), '[]')`,
  `workshop_participant p LEFT JOIN agency g ON g.id = p.agency_id LEFT JOIN country gk ON gk.id = g.country_id
    LEFT JOIN country k ON k.id = p.country_id WHERE p.workshop_id = w.id AND p.removed_at IS NULL`,
  'p.id',
);
const newest = (about: string): string => `(SELECT c.choice FROM workshop_choice c
  WHERE c.group_id = g.id AND c.about = '${about}' ORDER BY c.id DESC LIMIT 1)`;
const GROUPS = list(
  `'id', g.id, 'agency', g.agency_id, 'name', a.name, 'country', k.name, 'countryId', k.id, 'ministry', a.ministry,
    'agencyType', a.type, 'choice', coalesce(${newest('outcome')}, 'withheld'),
    'shownInRoom', EXISTS (SELECT FROM workshop_choice c WHERE c.group_id = g.id AND c.choice = 'shown'),
    'consensus', CASE WHEN ${newest('outcome')} IN ('counted', 'named') THEN coalesce((SELECT
      jsonb_object_agg(s.question_id, s.answer) FROM workshop_consensus s WHERE s.group_id = g.id), '{}') ELSE '{}' END`,
  `workshop_group g JOIN agency a ON a.id = g.agency_id JOIN country k ON k.id = a.country_id
    WHERE g.workshop_id = w.id AND g.kind = 'agency'`,
  'g.id',
);
const POINTS = list(
  `'kind', p.kind, 'text', p.body, 'dimension', p.dimension_id`,
  `workshop_point p WHERE p.workshop_id = w.id AND p.kind <> 'proposal' AND p.put_forward_at IS NOT NULL
    AND p.withdrawn_at IS NULL`,
  'p.id',
);
/** What was said of a clause counts for its words: a mark or a move changes none. */
const CLAUSES = list(
  `'addressee', c.addressee, 'position', c.position, 'texts', c.texts, 'dimension', c.dimension_id, 'mark', c.mark,
    'revision', coalesce((SELECT max(v.revision) FROM workshop_clause_version v WHERE v.clause_id = c.id
      AND v.event IN ('added', 'changed')), 1),
    'positions', ${list(
      `'group', s.group_id, 'stance', s.stance, 'reason', s.reason, 'ofRevision', s.of_revision`,
      'workshop_position s WHERE s.clause_id = c.id',
      's.group_id',
    )}`,
  'workshop_clause c WHERE c.workshop_id = w.id AND c.withdrawn_at IS NULL',
  'c.id',
);
const COMMITMENTS = list(
  `'group', c.group_id, 'position', c.position, 'what', c.what, 'owner', c.owner, 'due', c.due, 'help', c.help`,
  'workshop_commitment c WHERE c.workshop_id = w.id',
  'c.id',
);
const OFFERS = list(
  `'group', o.group_id, 'groupName', g.name, 'kind', o.kind, 'dimension', o.dimension_id, 'text', o.body`,
  `workshop_offer o JOIN workshop_group g ON g.id = o.group_id WHERE o.workshop_id = w.id AND o.state <> 'withdrawn'`,
  'o.id',
);
const BEFORE = list(
  `'figures', o.body->'outcome'->'figures', 'consents', o.body->'outcome'->'consents'`,
  'workshop_outcome o WHERE o.workshop_id = w.id',
  'o.revision',
);

export const GATHER = `SELECT r.name AS region, ${AGENDA} AS agenda, ${PEOPLE} AS people, ${GROUPS} AS groups,
    (SELECT count(*)::int FROM workshop_group g WHERE g.workshop_id = w.id AND g.kind = 'mixed') AS mixed_groups,
    ${POINTS} AS points, ${CLAUSES} AS clauses, ${COMMITMENTS} AS commitments, ${OFFERS} AS offers, ${BEFORE} AS before,
    w.figures_forgotten AS forgotten, present.agencies, present.fictional
  FROM workshop w JOIN region r ON r.id = w.region_id CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(a.id ORDER BY a.id), '{}') AS agencies, coalesce(bool_or(a.fictional), false) AS fictional
    FROM agency a WHERE a.id IN (
      SELECT g.agency_id FROM workshop_group g WHERE g.workshop_id = w.id
      UNION SELECT p.agency_id FROM workshop_participant p WHERE p.workshop_id = w.id)) present
  WHERE w.id = $1`;

type Lists = Pick<GatheredRoom, 'agenda' | 'people' | 'points' | 'clauses' | 'commitments' | 'offers' | 'before'>;
export interface RoomRecord extends Lists {
  readonly region: string;
  readonly groups: readonly GatheredGroup[];
  readonly mixed_groups: number;
  readonly agencies: readonly string[];
  readonly fictional: boolean;
  readonly forgotten: boolean;
}

/** What JSON has as null is not there. */
export const withoutNulls = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) => (one === null ? undefined : one)) as Value;

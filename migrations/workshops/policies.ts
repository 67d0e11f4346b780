import { forceRowSecurity } from '../tenant-policy.js';

const LED = 'workshop_id IN (SELECT public.led_workshops())';
const IN_ROOM = 'workshop_id IN (SELECT public.attended_workshops())';
/** An administrator sees that a workshop is held, and between whom; never who sits there or what they say. */
const EVERYWHERE = '(SELECT public.reaches_everywhere())';
const OWN_GROUP = 'group_id IN (SELECT public.seat_groups())';
const AGENCY_GROUP = 'group_id = (SELECT public.seat_agency_group())';
const OWN = 'participant_id = (SELECT public.seat())';
/** While it lasts: what was said stays afterwards. */
const OPEN = `EXISTS (SELECT FROM public.workshop w WHERE w.id = workshop_id AND w.state = 'open')`;

/** Agreed words stay as they are. */
const UNLOCKED = `EXISTS (SELECT FROM public.workshop w WHERE w.id = workshop_id AND w.clauses_locked_at IS NULL)`;
/** Guests comment and offer; agencies alone hold positions and undertake something. */
const OF_AGENCY = `EXISTS (SELECT FROM public.workshop_group g WHERE g.id = group_id AND g.kind = 'agency')`;

interface Rules {
  readonly read: string;
  /** Left out: nobody. */
  readonly insert?: string;
  readonly update?: string;
  readonly delete?: string;
}

const RULES: Readonly<Record<string, Rules>> = {
  workshop: {
    read: `id IN (SELECT public.led_workshops()) OR id IN (SELECT public.attended_workshops()) OR ${EVERYWHERE}`,
    insert: 'region_id IN (SELECT public.led_workshop_regions())',
    update: 'region_id IN (SELECT public.led_workshop_regions())',
  },
  workshop_session: { read: `${LED} OR ${IN_ROOM} OR ${EVERYWHERE}`, insert: LED, update: LED, delete: LED },
  workshop_group: { read: `${LED} OR ${IN_ROOM} OR ${EVERYWHERE}`, insert: LED, update: LED, delete: LED },
  workshop_participant: {
    read: `${LED} OR id = (SELECT public.seat()) OR agency_group_id IN (SELECT public.seat_groups())
      OR mixed_group_id IN (SELECT public.seat_groups()) OR agency_group_id IN (SELECT public.led_groups())`,
    insert: LED,
    update: LED,
    delete: LED,
  },
  workshop_attendance: { read: `${LED} OR ${OWN}`, insert: LED, delete: LED },
  workshop_answer: {
    read: `${AGENCY_GROUP} OR group_id IN (SELECT public.led_groups())`,
    insert: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN}`,
    update: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN}`,
    delete: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN}`,
  },
  workshop_consensus: {
    read: `${AGENCY_GROUP} OR group_id IN (SELECT public.led_groups()) OR group_id IN (SELECT public.opened_groups())`,
    insert: `${AGENCY_GROUP} AND ${OPEN}`,
    update: `${AGENCY_GROUP} AND ${OPEN}`,
    delete: `${AGENCY_GROUP} AND ${OPEN}`,
  },
  workshop_consensus_history: {
    read: `${AGENCY_GROUP} OR group_id IN (SELECT public.led_groups())`,
    insert: `${AGENCY_GROUP} AND ${OPEN}`,
  },
  workshop_agreement: {
    read: `${AGENCY_GROUP} OR group_id IN (SELECT public.led_groups())`,
    insert: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN}`,
    update: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN}`,
    delete: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN}`,
  },
  workshop_point: {
    read: `${OWN_GROUP} OR group_id IN (SELECT public.led_groups())
      OR (put_forward_at IS NOT NULL AND withdrawn_at IS NULL AND (${LED} OR ${IN_ROOM}))`,
    insert: `${OWN} AND ${OWN_GROUP} AND ${OPEN}`,
    update: `${OWN_GROUP} AND ${OPEN}`,
  },
  // Also after the last day: what was allowed can be taken back.
  workshop_choice: {
    read: `${LED} OR ${AGENCY_GROUP} OR group_id IN (SELECT public.led_groups())`,
    insert: `${OWN} AND ${AGENCY_GROUP}`,
  },
  workshop_receipt: { read: OWN, insert: OWN },
  workshop_quiz_sheet: { read: OWN, insert: `${OWN} AND ${OPEN}` },
  workshop_clause: {
    read: `${LED} OR ${IN_ROOM}`,
    insert: `${LED} AND ${UNLOCKED}`,
    update: `${LED} AND ${UNLOCKED}`,
  },
  workshop_clause_version: { read: `${LED} OR ${IN_ROOM}`, insert: LED },
  workshop_comment: {
    read: `${LED} OR ${IN_ROOM}`,
    insert: `${OWN} AND ${AGENCY_GROUP} AND ${OPEN} AND ${UNLOCKED}`,
    update: LED,
  },
  workshop_position: {
    read: `${LED} OR ${IN_ROOM}`,
    insert: `${OWN} AND ${AGENCY_GROUP} AND ${OF_AGENCY} AND ${OPEN} AND ${UNLOCKED}`,
    update: `${AGENCY_GROUP} AND ${OF_AGENCY} AND ${OPEN} AND ${UNLOCKED}`,
  },
  workshop_commitment: {
    read: `${LED} OR ${IN_ROOM}`,
    insert: `${OWN} AND ${AGENCY_GROUP} AND ${OF_AGENCY} AND ${OPEN}`,
    update: `(${AGENCY_GROUP} AND ${OPEN}) OR group_id IN (SELECT public.led_groups())`,
    delete: `${AGENCY_GROUP} AND ${OPEN}`,
  },
  workshop_offer: {
    read: `${LED} OR ${IN_ROOM}`,
    insert: `${OWN} AND ${AGENCY_GROUP}`,
    update: `${AGENCY_GROUP} OR group_id IN (SELECT public.led_groups())`,
  },
  workshop_outcome: { read: `${LED} OR ${IN_ROOM}`, insert: LED },
  workshop_document: {
    read: `${LED} OR (${IN_ROOM} AND (participant_id IS NULL OR ${OWN}))`,
    insert: `state = 'queued' AND (${LED} OR (${IN_ROOM} AND (participant_id IS NULL OR ${OWN})))`,
    update: `state <> 'ready' AND (${LED} OR (${IN_ROOM} AND (participant_id IS NULL OR ${OWN})))`,
  },
};

const policy = (table: string, verb: string, clause: string): string =>
  `CREATE POLICY room_${verb} ON ${table} FOR ${verb} TO isonomia_app ${clause};`;

const policiesOf = (table: string, { read, insert, update, delete: remove }: Rules): string =>
  [
    forceRowSecurity(table),
    policy(table, 'SELECT', `USING (${read})`),
    insert === undefined ? '' : policy(table, 'INSERT', `WITH CHECK (${insert})`),
    update === undefined ? '' : policy(table, 'UPDATE', `USING (${update}) WITH CHECK (${update})`),
    remove === undefined ? '' : policy(table, 'DELETE', `USING (${remove})`),
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO isonomia_operator;`,
    grantOf(table, { read, ...(insert && { insert }), ...(update && { update }), ...(remove && { delete: remove }) }),
  ].join('\n');

/** The secret of a seat is for the functions alone: the web's role can neither read nor write its digest. */
const COLUMNS: Readonly<Record<string, string>> = {
  workshop_participant: `(id, workshop_id, name, country_id, agency_id, organisation, function, sex, language, email,
    agency_group_id, mixed_group_id, badge_code, joined_at, seen_at, removed_at, focal_point, contact, listed_at,
    created_at, revision)`,
};
function grantOf(table: string, { insert, update, delete: remove }: Rules): string {
  const columns = COLUMNS[table] ?? '';
  const granted = [
    `SELECT ${columns}`,
    ...(insert === undefined ? [] : [`INSERT ${columns}`]),
    ...(update === undefined ? [] : [`UPDATE ${columns}`]),
    ...(remove === undefined ? [] : ['DELETE']),
  ];
  return `GRANT ${granted.join(', ')} ON ${table} TO isonomia_app;`;
}

/** What a listener is told of a table: enough to know which part of a page to ask for again. */
const TOLD: Readonly<Record<string, string>> = {
  workshop: 'workshop',
  workshop_session: 'workshop',
  workshop_group: 'groups',
  workshop_participant: 'groups',
  workshop_answer: 'answers',
  workshop_consensus: 'answers',
  workshop_agreement: 'answers',
  workshop_point: 'points',
  workshop_choice: 'choices',
  workshop_clause: 'clauses',
  workshop_comment: 'clauses',
  workshop_position: 'clauses',
  workshop_commitment: 'commitments',
  workshop_offer: 'offers',
  workshop_quiz_sheet: 'quiz',
  workshop_outcome: 'documents',
};
/** That somebody was seen again changes no group. */
const TOLD_OF: Readonly<Record<string, string>> = {
  workshop_participant: ` OF name, agency_id, organisation, country_id, function, sex, language, email, agency_group_id,
    mixed_group_id, badge_code, seat_sha256, joined_at, removed_at, focal_point, contact`,
};
const TRIGGERS = Object.entries(TOLD).map(
  ([table, what]) =>
    `CREATE TRIGGER tell AFTER INSERT OR UPDATE${TOLD_OF[table] ?? ''} OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION tell_workshop('${what}');`,
);

export const TABLES_OF_THE_ROOM = Object.keys(RULES);

export const POLICIES = [...Object.entries(RULES).map(([table, rules]) => policiesOf(table, rules)), ...TRIGGERS].join(
  '\n',
);

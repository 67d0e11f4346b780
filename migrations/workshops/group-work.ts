/**
 * What is said from a seat arrives in one call: the seat is entered, what came before is answered from its receipt, and
 * the change, its history, its audit and its receipt are written together or not at all. All of them run as whoever calls
 * them, within what policies allow that seat.
 */
const SAY_ANSWER = `
-- One's own answer; null takes it back. The same answer sent twice is no conflict.
CREATE FUNCTION say_answer(p_workshop uuid, p_group uuid, p_participant uuid, p_said jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  stands public.workshop_answer%ROWTYPE;
  wanted jsonb := nullif(p_said->'answer', 'null');
  told integer;
BEGIN
  SELECT * INTO stands FROM public.workshop_answer a
    WHERE a.participant_id = p_participant AND a.question_id = p_said->>'question';
  IF stands.answer IS NOT DISTINCT FROM wanted AND stands.note IS NOT DISTINCT FROM p_said->>'note' THEN
    RETURN jsonb_build_object('status', 'recorded', 'revision', coalesce(stands.revision, 0), 'at', coalesce(stands.changed_at, p_at));
  END IF;
  IF (p_said->>'expected')::int <> coalesce(stands.revision, 0) THEN
    RETURN jsonb_build_object('status', 'conflict', 'revision', coalesce(stands.revision, 0), 'answer', stands.answer,
      'note', stands.note, 'by', p_participant, 'at', stands.changed_at);
  END IF;
  IF wanted IS NULL THEN
    DELETE FROM public.workshop_answer a WHERE a.participant_id = p_participant AND a.question_id = p_said->>'question';
    told := 0;
  ELSE
    INSERT INTO public.workshop_answer AS a (workshop_id, group_id, participant_id, question_id, answer, note, changed_at)
      VALUES (p_workshop, p_group, p_participant, p_said->>'question', wanted, p_said->>'note', p_at)
      ON CONFLICT (participant_id, question_id) DO UPDATE
        SET answer = excluded.answer, note = excluded.note, group_id = p_group, revision = a.revision + 1, changed_at = p_at
      RETURNING a.revision INTO told;
  END IF;
  INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail) VALUES ('workshop-seat', 'workshop.answered',
    'workshop', p_workshop::text, jsonb_build_object('participant', p_participant, 'question', p_said->>'question', 'revision', told));
  RETURN jsonb_build_object('status', 'recorded', 'revision', told, 'at', p_at);
END $$;
`;

const SAY_CONSENSUS = `
-- What the group holds together. Whoever writes it down agrees to it; what others agreed to was another text.
CREATE FUNCTION say_consensus(p_workshop uuid, p_group uuid, p_participant uuid, p_said jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  stands public.workshop_consensus%ROWTYPE;
  told integer;
  moment timestamptz := p_at;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_group::text, 0));
  SELECT * INTO stands FROM public.workshop_consensus c WHERE c.group_id = p_group AND c.question_id = p_said->>'question';
  IF stands.answer IS NOT DISTINCT FROM p_said->'answer' AND stands.note IS NOT DISTINCT FROM p_said->>'note' THEN
    told := stands.revision;
    moment := stands.changed_at;
  ELSIF (p_said->>'expected')::int <> coalesce(stands.revision, 0) THEN
    RETURN jsonb_build_object('status', 'conflict', 'revision', coalesce(stands.revision, 0), 'answer', stands.answer,
      'note', stands.note, 'by', stands.changed_by, 'at', stands.changed_at);
  ELSE
    INSERT INTO public.workshop_consensus AS c (workshop_id, group_id, question_id, answer, note, origin, changed_by, changed_at)
      VALUES (p_workshop, p_group, p_said->>'question', p_said->'answer', p_said->>'note', 'group', p_participant::text, p_at)
      ON CONFLICT (group_id, question_id) DO UPDATE SET answer = excluded.answer, note = excluded.note, origin = 'group',
        revision = c.revision + 1, changed_by = excluded.changed_by, changed_at = p_at
      RETURNING c.revision INTO told;
    INSERT INTO public.workshop_consensus_history
      VALUES (p_workshop, p_group, p_said->>'question', told, p_said->'answer', p_said->>'note', 'group', p_participant::text, p_at);
    INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail) VALUES ('workshop-seat', 'workshop.agreed',
      'workshop', p_workshop::text, jsonb_build_object('participant', p_participant, 'group', p_group, 'question', p_said->>'question', 'revision', told));
  END IF;
  INSERT INTO public.workshop_agreement (workshop_id, group_id, question_id, participant_id, agrees, of_revision, said_at)
    VALUES (p_workshop, p_group, p_said->>'question', p_participant, true, told, p_at)
    ON CONFLICT (group_id, question_id, participant_id) DO UPDATE
      SET agrees = true, view = NULL, of_revision = told, said_at = p_at;
  RETURN jsonb_build_object('status', 'recorded', 'revision', told, 'at', moment);
END $$;
-- For the text that this phone showed; of another one it has to be said again.
CREATE FUNCTION say_agreement(p_workshop uuid, p_group uuid, p_participant uuid, p_said jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  stands public.workshop_consensus%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_group::text, 0));
  SELECT * INTO stands FROM public.workshop_consensus c WHERE c.group_id = p_group AND c.question_id = p_said->>'question';
  IF NOT FOUND THEN RETURN jsonb_build_object('status', 'missing'); END IF;
  IF (p_said->>'expected')::int IS DISTINCT FROM stands.revision THEN
    RETURN jsonb_build_object('status', 'conflict', 'revision', stands.revision, 'answer', stands.answer, 'note', stands.note,
      'by', stands.changed_by, 'at', stands.changed_at);
  END IF;
  INSERT INTO public.workshop_agreement (workshop_id, group_id, question_id, participant_id, agrees, view, of_revision, said_at)
    VALUES (p_workshop, p_group, p_said->>'question', p_participant, (p_said->>'agrees')::boolean, p_said->>'view', stands.revision, p_at)
    ON CONFLICT (group_id, question_id, participant_id) DO UPDATE
      SET agrees = excluded.agrees, view = excluded.view, of_revision = excluded.of_revision, said_at = p_at;
  INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail) VALUES ('workshop-seat', 'workshop.agreement-said',
    'workshop', p_workshop::text, jsonb_build_object('participant', p_participant, 'group', p_group, 'question', p_said->>'question',
      'agrees', (p_said->>'agrees')::boolean, 'revision', stands.revision));
  RETURN jsonb_build_object('status', 'recorded', 'revision', stands.revision, 'at', p_at);
END $$;
`;

const SAY_POINT = `
-- A new point has an id of the phone's making, so that sending it again makes no second one.
CREATE FUNCTION say_point(p_workshop uuid, p_group uuid, p_participant uuid, p_said jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  stands public.workshop_point%ROWTYPE;
  told integer;
BEGIN
  SELECT * INTO stands FROM public.workshop_point t WHERE t.id = (p_said->>'id')::uuid AND t.group_id = p_group FOR UPDATE;
  IF NOT FOUND THEN
    IF (p_said->>'expected')::int > 0 THEN RETURN jsonb_build_object('status', 'missing'); END IF;
    INSERT INTO public.workshop_point AS t (id, workshop_id, group_id, kind, body, addressee, dimension_id, rule_id, participant_id,
        created_at, changed_at)
      VALUES ((p_said->>'id')::uuid, p_workshop, p_group, p_said->>'kind', p_said->>'body', p_said->>'addressee',
        p_said->>'dimension', p_said->>'rule', p_participant, p_at, p_at)
      ON CONFLICT (id) DO NOTHING RETURNING t.revision INTO told;
    -- Somebody else's, whom this seat cannot see.
    IF told IS NULL THEN RETURN jsonb_build_object('status', 'missing'); END IF;
  ELSIF (stands.kind, stands.body, stands.addressee, stands.dimension_id) IS NOT DISTINCT FROM
      (p_said->>'kind', p_said->>'body', p_said->>'addressee', p_said->>'dimension') AND stands.withdrawn_at IS NULL THEN
    RETURN jsonb_build_object('status', 'recorded', 'revision', stands.revision, 'at', stands.changed_at);
  ELSIF stands.withdrawn_at IS NOT NULL THEN
    RETURN jsonb_build_object('status', 'missing');
  ELSIF (p_said->>'expected')::int <> stands.revision THEN
    RETURN jsonb_build_object('status', 'conflict', 'revision', stands.revision, 'answer', to_jsonb(stands.body),
      'by', stands.participant_id, 'at', stands.changed_at);
  ELSE
    UPDATE public.workshop_point t SET kind = p_said->>'kind', body = p_said->>'body', addressee = p_said->>'addressee',
      dimension_id = p_said->>'dimension', revision = t.revision + 1, changed_at = p_at
      WHERE t.id = stands.id RETURNING t.revision INTO told;
  END IF;
  INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail) VALUES ('workshop-seat', 'workshop.point-written',
    'workshop', p_workshop::text, jsonb_build_object('participant', p_participant, 'group', p_group, 'point', p_said->>'id', 'revision', told));
  RETURN jsonb_build_object('status', 'recorded', 'revision', told, 'at', p_at);
END $$;
-- Before everybody, back to the group, or away.
CREATE FUNCTION move_point(p_workshop uuid, p_group uuid, p_participant uuid, p_said jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  told integer;
BEGIN
  UPDATE public.workshop_point t SET
      put_forward_at = CASE p_said->>'to' WHEN 'plenary' THEN coalesce(t.put_forward_at, p_at) END,
      withdrawn_at = CASE p_said->>'to' WHEN 'away' THEN p_at END, revision = t.revision + 1, changed_at = p_at
    WHERE t.id = (p_said->>'id')::uuid AND t.group_id = p_group AND t.withdrawn_at IS NULL RETURNING t.revision INTO told;
  IF told IS NULL THEN RETURN jsonb_build_object('status', 'missing'); END IF;
  INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail) VALUES ('workshop-seat', 'workshop.point-moved',
    'workshop', p_workshop::text, jsonb_build_object('participant', p_participant, 'group', p_group, 'point', p_said->>'id', 'to', p_said->>'to'));
  RETURN jsonb_build_object('status', 'recorded', 'revision', told, 'at', p_at);
END $$;
-- Every choice is kept; the newest counts.
CREATE FUNCTION say_choice(p_workshop uuid, p_group uuid, p_participant uuid, p_said jsonb, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  told integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_group::text, 0));
  IF p_said->>'choice' IS DISTINCT FROM coalesce((SELECT c.choice FROM public.workshop_choice c
      WHERE c.group_id = p_group AND c.about = p_said->>'about' ORDER BY c.id DESC LIMIT 1), p_said->>'first') THEN
    IF p_said->>'choice' = 'shown' AND NOT public.seat_may_show() THEN
      RETURN jsonb_build_object('status', 'already-counted');
    END IF;
    INSERT INTO public.workshop_choice (workshop_id, group_id, about, choice, participant_id, chosen_at)
      VALUES (p_workshop, p_group, p_said->>'about', p_said->>'choice', p_participant, p_at);
    INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail) VALUES ('workshop-seat', 'workshop.choice-made',
      'workshop', p_workshop::text, jsonb_build_object('participant', p_participant, 'group', p_group, 'about', p_said->>'about', 'choice', p_said->>'choice'));
  END IF;
  SELECT count(*)::int INTO told FROM public.workshop_choice c WHERE c.group_id = p_group AND c.about = p_said->>'about';
  RETURN jsonb_build_object('status', 'recorded', 'revision', told, 'at', p_at);
END $$;
`;

const SAY = `
CREATE FUNCTION say_in_group(p_seat text, p_kind text, p_said jsonb, p_key uuid, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  sitting record;
  reply jsonb;
  inside uuid;
BEGIN
  SELECT * INTO sitting FROM public.enter_seat(p_seat, p_at);
  IF NOT FOUND THEN RETURN jsonb_build_object('status', 'no-seat'); END IF;
  -- What one phone sends twice at once counts once; only other people's changes go past each other.
  PERFORM pg_advisory_xact_lock(hashtextextended(sitting.participant_id::text, 0));
  IF p_key IS NOT NULL THEN
    SELECT r.reply INTO reply FROM public.workshop_receipt r WHERE r.participant_id = sitting.participant_id AND r.key = p_key;
    IF FOUND THEN RETURN reply; END IF;
  END IF;
  inside := CASE WHEN p_said->>'group' = 'mixed' THEN sitting.mixed_group_id ELSE sitting.agency_group_id END;
  IF inside IS NULL OR (p_kind NOT IN ('point', 'point-moved') AND sitting.group_kind <> 'agency') THEN
    RETURN jsonb_build_object('status', 'no-group');
  END IF;
  -- What was allowed can be taken back afterwards too.
  IF sitting.state <> 'open' AND NOT (p_kind = 'choice' AND sitting.state = 'closed') THEN
    RETURN jsonb_build_object('status', 'not-open', 'state', sitting.state);
  END IF;
  reply := CASE p_kind
    WHEN 'answer' THEN public.say_answer(sitting.workshop_id, inside, sitting.participant_id, p_said, p_at)
    WHEN 'consensus' THEN public.say_consensus(sitting.workshop_id, inside, sitting.participant_id, p_said, p_at)
    WHEN 'agreement' THEN public.say_agreement(sitting.workshop_id, inside, sitting.participant_id, p_said, p_at)
    WHEN 'point' THEN public.say_point(sitting.workshop_id, inside, sitting.participant_id, p_said, p_at)
    WHEN 'point-moved' THEN public.move_point(sitting.workshop_id, inside, sitting.participant_id, p_said, p_at)
    WHEN 'choice' THEN public.say_choice(sitting.workshop_id, inside, sitting.participant_id, p_said, p_at)
  END;
  IF p_key IS NOT NULL AND reply->>'status' = 'recorded' THEN
    INSERT INTO public.workshop_receipt (workshop_id, participant_id, key, reply, received_at)
      VALUES (sitting.workshop_id, sitting.participant_id, p_key, reply, p_at);
  END IF;
  RETURN reply;
END $$;
`;

/** Everything that a group's pages are made of, in one call. Row-level security decides what is in it. */
const READ = `
CREATE FUNCTION agency_of_group(p_group uuid)
RETURNS TABLE (id uuid, type text, name text, legal_frame text, ministry text, marking text, currency text, time_zone text,
  ranks jsonb, units jsonb, logo_file_id uuid, reference_from date, reference_to date, stock_date date, fictional boolean,
  revision integer, retired_at timestamptz, country_id uuid, country_code text, country_name text, region_id uuid, region_name text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT a.id, a.type, a.name, NULL, a.ministry, NULL, a.currency, a.time_zone, a.ranks, a.units, NULL::uuid, NULL::date,
    NULL::date, NULL::date, a.fictional, a.revision, a.retired_at, c.id, c.code, c.name, r.id, r.name
  FROM public.workshop_group g JOIN public.agency a ON a.id = g.agency_id JOIN public.country c ON c.id = a.country_id
  JOIN public.region r ON r.id = c.region_id
  WHERE g.id = p_group AND (g.workshop_id IN (SELECT public.led_workshops()) OR g.id IN (SELECT public.led_groups())
    OR g.id = public.seat_agency_group())
$$;
CREATE FUNCTION group_work(p_seat text, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  sitting record;
BEGIN
  SELECT * INTO sitting FROM public.enter_seat(p_seat, p_at);
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN jsonb_build_object(
    'workshop', (SELECT jsonb_build_object('from', w.reference_from, 'to', w.reference_to) FROM public.workshop w WHERE w.id = sitting.workshop_id),
    'groups', (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'name', g.name, 'sheet', g.sheet_returned_at))
      FROM public.workshop_group g WHERE g.id IN (sitting.agency_group_id, sitting.mixed_group_id)),
    'agency', (SELECT to_jsonb(a) FROM public.agency_of_group(sitting.agency_group_id) a),
    'members', (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'function', p.function, 'agency_group', p.agency_group_id,
        'mixed_group', p.mixed_group_id, 'from', coalesce(g.name, p.organisation), 'removed', p.removed_at IS NOT NULL) ORDER BY p.name, p.id)
      FROM public.workshop_participant p LEFT JOIN public.workshop_group g ON g.id = p.agency_group_id
      WHERE p.workshop_id = sitting.workshop_id),
    'answers', (SELECT jsonb_agg(jsonb_build_object('by', a.participant_id, 'question', a.question_id, 'answer', a.answer, 'note', a.note,
        'revision', a.revision, 'at', a.changed_at)) FROM public.workshop_answer a WHERE a.group_id = sitting.agency_group_id),
    'consensus', (SELECT jsonb_agg(jsonb_build_object('by', c.changed_by, 'question', c.question_id, 'answer', c.answer, 'note', c.note,
        'origin', c.origin, 'revision', c.revision, 'at', c.changed_at)) FROM public.workshop_consensus c WHERE c.group_id = sitting.agency_group_id),
    'agreements', (SELECT jsonb_agg(jsonb_build_object('by', s.participant_id, 'question', s.question_id, 'agrees', s.agrees, 'view', s.view,
        'of', s.of_revision, 'at', s.said_at)) FROM public.workshop_agreement s WHERE s.group_id = sitting.agency_group_id),
    'points', (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'group', t.group_id, 'kind', t.kind, 'body', t.body, 'addressee', t.addressee,
        'dimension', t.dimension_id, 'rule', t.rule_id, 'by', t.participant_id, 'revision', t.revision, 'at', t.changed_at,
        'forward', t.put_forward_at) ORDER BY t.created_at, t.id)
      FROM public.workshop_point t WHERE t.group_id IN (sitting.agency_group_id, sitting.mixed_group_id) AND t.withdrawn_at IS NULL),
    'choices', (SELECT jsonb_agg(to_jsonb(newest)) FROM (SELECT DISTINCT ON (c.about) c.about, c.choice, c.participant_id AS by, c.chosen_at AS at
      FROM public.workshop_choice c WHERE c.group_id = sitting.agency_group_id ORDER BY c.about, c.id DESC) newest));
END $$;
`;

/**
 * Whoever is moved to another agency's group takes nothing along, and leaves nothing behind that they could not change. They
 * sit down anew: what waits on their phone, and pages that are open on it, are about the group of before.
 */
const MOVED = `
CREATE FUNCTION forget_moved_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.workshop_answer a WHERE a.participant_id = NEW.id AND a.group_id IS DISTINCT FROM NEW.agency_group_id;
  DELETE FROM public.workshop_agreement s WHERE s.participant_id = NEW.id AND s.group_id IS DISTINCT FROM NEW.agency_group_id;
  UPDATE public.workshop_participant p SET seat_sha256 = NULL WHERE p.id = NEW.id AND OLD.agency_group_id IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER moved AFTER UPDATE OF agency_group_id ON workshop_participant FOR EACH ROW
  WHEN (OLD.agency_group_id IS DISTINCT FROM NEW.agency_group_id) EXECUTE FUNCTION forget_moved_answers();
`;

/** In the order in which they can be dropped. */
export const SAID_FUNCTIONS = [
  'say_in_group(text, text, jsonb, uuid, timestamptz)',
  ...['say_answer', 'say_consensus', 'say_agreement', 'say_point', 'move_point', 'say_choice'].map(
    (name) => `${name}(uuid, uuid, uuid, jsonb, timestamptz)`,
  ),
  'group_work(text, timestamptz)',
] as const;
/** Of the operator: they see more than they give out. */
export const GROUP_FUNCTIONS_OF_OPERATOR = ['agency_of_group(uuid)', 'forget_moved_answers()'] as const;

export const GROUP_FUNCTIONS = [SAY_ANSWER, SAY_CONSENSUS, SAY_POINT, SAY, READ, MOVED].join('\n');

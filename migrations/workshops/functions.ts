/** Of `isonomia.actor` and `isonomia.seat` alone, as all that policies ask. */
export const KEEPING = `
-- The participant whose seat the transaction sits in; set by enter_seat alone.
CREATE FUNCTION seat() RETURNS uuid LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT nullif(current_setting('isonomia.seat', true), '')::uuid
$$;
CREATE FUNCTION led_workshops() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT w.id FROM public.membership m JOIN public.workshop w ON w.region_id = m.region_id
  WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role IN ('coordinator', 'facilitator')
$$;
CREATE FUNCTION led_workshop_regions() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT m.region_id FROM public.membership m
  WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role IN ('coordinator', 'facilitator')
    AND m.region_id IS NOT NULL
$$;
-- Of agencies that this person leads: what their own people said there.
CREATE FUNCTION led_groups() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = '' AS $$
  SELECT g.id FROM public.membership m JOIN public.workshop_group g ON g.agency_id = m.agency_id
  WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role = 'lead'
$$;
CREATE FUNCTION attended_workshops() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = '' AS $$
  SELECT p.workshop_id FROM public.workshop_participant p WHERE p.id = public.seat() AND p.removed_at IS NULL
  UNION
  SELECT g.workshop_id FROM public.workshop_group g WHERE g.id IN (SELECT public.led_groups())
$$;
CREATE FUNCTION seat_groups() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT unnest(array_remove(ARRAY[p.agency_group_id, p.mixed_group_id], NULL))
  FROM public.workshop_participant p WHERE p.id = public.seat() AND p.removed_at IS NULL
$$;
-- Of the agency's own group alone: a mixed group never has figures.
CREATE FUNCTION seat_agency_group() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.agency_group_id FROM public.workshop_participant p WHERE p.id = public.seat() AND p.removed_at IS NULL
$$;
-- Groups of workshops that this person leads, whose newest choice lets them be read: on the wall, or in the outcome.
CREATE FUNCTION opened_groups() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT g.id FROM public.workshop_group g
  WHERE g.workshop_id IN (SELECT public.led_workshops()) AND EXISTS (
    SELECT FROM (SELECT DISTINCT ON (c.about) c.choice FROM public.workshop_choice c WHERE c.group_id = g.id
      ORDER BY c.about, c.id DESC) newest WHERE newest.choice IN ('shown', 'counted', 'named'))
$$;
-- Whoever listens learns which workshop moved and in what, never what was said.
CREATE FUNCTION tell_workshop() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  PERFORM pg_notify('isonomia_workshop', coalesce(
    to_jsonb(NEW)->>'workshop_id', to_jsonb(OLD)->>'workshop_id', to_jsonb(NEW)->>'id') || ' ' || TG_ARGV[0]);
  RETURN NULL;
END $$;
`;

/** Whoever has no account: by a code to a seat, and by the secret of the seat into the room. */
export const IN_THE_ROOM = `
-- What a code opens: a badge its own seat, the code of the room the free ones; nothing while joining is shut.
CREATE FUNCTION seats_by_code(p_code text)
RETURNS TABLE (workshop_id uuid, title text, place text, languages text[], participant_id uuid, initials text,
  function text, organisation text, country text, taken boolean, own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT w.id, w.title, w.place, w.languages, p.id, regexp_replace(p.name, '(\\S)\\S*\\s*', '\\1. ', 'g'), p.function,
    coalesce(g.name, p.organisation), k.name, p.seat_sha256 IS NOT NULL, p.badge_code = p_code
  FROM public.workshop w JOIN public.workshop_participant p ON p.workshop_id = w.id AND p.removed_at IS NULL
  LEFT JOIN public.agency g ON g.id = p.agency_id LEFT JOIN public.country k ON k.id = p.country_id
  WHERE (w.join_code = p_code AND w.joining) OR (p.badge_code = p_code AND w.state = 'open')
  ORDER BY 8, 7, 6, p.id
$$;
-- False: no such seat for this code, or somebody else has it.
CREATE FUNCTION take_seat(p_code text, p_participant uuid, p_seat text, p_language text, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  taken record;
BEGIN
  UPDATE public.workshop_participant p SET seat_sha256 = p_seat, joined_at = coalesce(p.joined_at, p_at), seen_at = p_at,
    language = p_language
  FROM public.workshop w
  WHERE p.id = p_participant AND w.id = p.workshop_id AND p.removed_at IS NULL AND (
    (p.badge_code = p_code AND w.state = 'open')
    OR (w.join_code = p_code AND w.joining AND p.seat_sha256 IS NULL))
  RETURNING p.workshop_id, w.time_zone, w.starts_on, w.ends_on INTO taken;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO public.workshop_attendance (workshop_id, participant_id, day, source, noted_at)
    SELECT taken.workshop_id, p_participant, (p_at AT TIME ZONE taken.time_zone)::date, 'joined', p_at
    WHERE (p_at AT TIME ZONE taken.time_zone)::date BETWEEN taken.starts_on AND taken.ends_on
    ON CONFLICT DO NOTHING;
  INSERT INTO public.audit (actor_id, action, subject_kind, subject_id, detail)
    VALUES ('workshop-seat', 'workshop.joined', 'workshop', taken.workshop_id::text,
      jsonb_build_object('participant', p_participant));
  RETURN true;
END $$;
-- Sits down for the rest of the transaction. No row: no such seat, or its time is over.
CREATE FUNCTION enter_seat(p_seat text, p_at timestamptz)
RETURNS TABLE (participant_id uuid, workshop_id uuid, region_id uuid, agency_group_id uuid, mixed_group_id uuid,
  agency_id uuid, country_id uuid, group_kind text, name text, language text, state text, title text, languages text[],
  time_zone text, starts_on date, ends_on date, instrument_id text, instrument_version text, variant text, quiz boolean,
  clauses_locked_at timestamptz, fictional boolean, agency_type text, seen_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  done text;
BEGIN
  done := set_config('isonomia.actor', 'workshop-seat', true);
  done := set_config('isonomia.agency', '', true);
  done := set_config('isonomia.seat', coalesce((
    SELECT p.id::text FROM public.workshop_participant p JOIN public.workshop w ON w.id = p.workshop_id
    WHERE p.seat_sha256 = p_seat AND p.removed_at IS NULL AND p_at < (w.ends_on + 400)::timestamptz), ''), true);
  RETURN QUERY
  SELECT p.id, w.id, w.region_id, p.agency_group_id, p.mixed_group_id, p.agency_id, p.country_id, g.kind, p.name,
    p.language, w.state, w.title, w.languages, w.time_zone, w.starts_on, w.ends_on, w.instrument_id, w.instrument_version,
    w.variant, w.quiz, w.clauses_locked_at, coalesce(a.fictional, false), a.type, p.seen_at
  FROM public.workshop_participant p JOIN public.workshop w ON w.id = p.workshop_id
  LEFT JOIN public.workshop_group g ON g.id = p.agency_group_id
  LEFT JOIN public.agency a ON a.id = p.agency_id
  WHERE p.id = public.seat();
END $$;
-- Noted at most once a minute, so that a room of phones does not write with every page.
CREATE FUNCTION note_seat(p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.workshop_participant p SET seen_at = p_at
    WHERE p.id = public.seat() AND (p.seen_at IS NULL OR p.seen_at < p_at - interval '1 minute');
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO public.workshop_attendance (workshop_id, participant_id, day, source, noted_at)
    SELECT w.id, p.id, (p_at AT TIME ZONE w.time_zone)::date, 'joined', p_at
    FROM public.workshop_participant p JOIN public.workshop w ON w.id = p.workshop_id
    WHERE p.id = public.seat() AND (p_at AT TIME ZONE w.time_zone)::date BETWEEN w.starts_on AND w.ends_on
    ON CONFLICT DO NOTHING;
END $$;

-- What participants say of themselves: their language, and whether and how they are listed; no contact, not listed.
CREATE FUNCTION change_own_seat(p_language text, p_contact text, p_focal_point boolean, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.workshop_participant p SET language = p_language, contact = p_contact,
    focal_point = p_focal_point AND p_contact IS NOT NULL,
    listed_at = CASE WHEN p_contact IS NULL THEN NULL ELSE coalesce(p.listed_at, p_at) END, revision = p.revision + 1
    WHERE p.id = public.seat() AND p.removed_at IS NULL;
  RETURN FOUND;
END $$;
-- A phone was lost, or somebody sat down in the wrong seat: whoever has the code may take it again.
CREATE FUNCTION free_seat(p_participant uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.workshop_participant p SET seat_sha256 = NULL
    WHERE p.id = p_participant AND p.workshop_id IN (SELECT public.led_workshops());
  RETURN FOUND;
END $$;

-- Whose seat some phone holds; of the digest itself nobody learns anything.
CREATE FUNCTION taken_seats(p_workshop uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id FROM public.workshop_participant p
  WHERE p.workshop_id = p_workshop AND p.seat_sha256 IS NOT NULL AND p_workshop IN (SELECT public.led_workshops())
$$;
-- Whom data sheets are sent to, beside the people of the roster.
CREATE FUNCTION leads_in_workshop(p_workshop uuid)
RETURNS TABLE (agency_id uuid, name text, email text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.agency_id, u.name, u.email, coalesce(u.language, 'en')
  FROM public.workshop_group g JOIN public.membership m ON m.agency_id = g.agency_id AND m.role = 'lead'
  JOIN identity."user" u ON u.id::text = m.user_id AND u."disabledAt" IS NULL
  WHERE g.workshop_id = p_workshop AND p_workshop IN (SELECT public.led_workshops())
  ORDER BY 1, 3
$$;

-- What a data sheet is made of and read by, for whoever may fill it.
CREATE FUNCTION sheet_agency(p_group uuid)
RETURNS TABLE (workshop_id uuid, agency_id uuid, name text, type text, currency text, ranks jsonb, units jsonb, fictional boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.workshop_id, a.id, a.name, a.type, a.currency, a.ranks, a.units, a.fictional
  FROM public.workshop_group g JOIN public.agency a ON a.id = g.agency_id
  WHERE g.id = p_group AND (g.workshop_id IN (SELECT public.led_workshops()) OR g.id IN (SELECT public.led_groups())
    OR g.id = public.seat_agency_group())
$$;
-- How far the groups are, for the wall: counts alone, whatever the groups decided.
CREATE FUNCTION workshop_progress(p_workshop uuid, p_at timestamptz)
RETURNS TABLE (group_id uuid, members integer, joined integer, here integer, answered integer, agreed integer,
  points integer, put_forward integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.id,
    (SELECT count(*)::int FROM public.workshop_participant p WHERE g.id IN (p.agency_group_id, p.mixed_group_id) AND p.removed_at IS NULL),
    (SELECT count(*)::int FROM public.workshop_participant p WHERE g.id IN (p.agency_group_id, p.mixed_group_id) AND p.removed_at IS NULL
      AND p.joined_at IS NOT NULL),
    (SELECT count(*)::int FROM public.workshop_participant p WHERE g.id IN (p.agency_group_id, p.mixed_group_id) AND p.removed_at IS NULL
      AND p.seen_at > p_at - interval '5 minutes'),
    (SELECT count(DISTINCT a.question_id)::int FROM public.workshop_answer a WHERE a.group_id = g.id),
    (SELECT count(*)::int FROM public.workshop_consensus c WHERE c.group_id = g.id),
    (SELECT count(*)::int FROM public.workshop_point t WHERE t.group_id = g.id AND t.withdrawn_at IS NULL),
    (SELECT count(*)::int FROM public.workshop_point t WHERE t.group_id = g.id AND t.withdrawn_at IS NULL
      AND t.put_forward_at IS NOT NULL)
  FROM public.workshop_group g
  WHERE g.workshop_id = p_workshop AND p_workshop IN (SELECT public.led_workshops())
  ORDER BY g.position, g.id
$$;
-- Who is in the room by name, with the country of an agency: a seat reads no agency but its own.
CREATE FUNCTION groups_of_room(p_workshop uuid)
RETURNS TABLE (group_id uuid, kind text, name text, country text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.id, g.kind, g.name, k.name FROM public.workshop_group g
  LEFT JOIN public.agency a ON a.id = g.agency_id LEFT JOIN public.country k ON k.id = a.country_id
  WHERE g.workshop_id = p_workshop AND (p_workshop IN (SELECT public.led_workshops())
    OR p_workshop IN (SELECT public.attended_workshops()))
  ORDER BY k.name NULLS LAST, g.position, g.name
$$;
-- How many chose what, of the first five, ten, fifteen… who handed in, and how many these are: with every single sheet the
-- numbers would move by what one person chose. Nothing but the number of sheets while it is below five.
CREATE FUNCTION quiz_tallies(p_workshop uuid)
RETURNS TABLE (phase text, handed_in integer, question text, option text, chosen integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH sheets AS (
    SELECT s.phase, s.answers, count(*) OVER (PARTITION BY s.phase)::int AS handed_in,
      row_number() OVER (PARTITION BY s.phase ORDER BY s.nr) AS place
    FROM public.workshop_quiz_sheet s
    WHERE s.workshop_id = p_workshop AND (p_workshop IN (SELECT public.led_workshops())
      OR p_workshop IN (SELECT public.attended_workshops()))
  )
  SELECT s.phase, min(s.handed_in / 5 * 5), e.key, e.value, count(*)::int
  FROM sheets s CROSS JOIN LATERAL jsonb_each_text(s.answers) e WHERE s.place <= s.handed_in / 5 * 5 GROUP BY 1, 3, 4
  UNION ALL
  SELECT DISTINCT s.phase, s.handed_in, NULL, NULL, NULL::int FROM sheets s WHERE s.handed_in < 5
  ORDER BY 1, 3, 4
$$;
-- Figures of a returned sheet, for the agency's group; what the group has agreed on itself stays. How many were taken.
CREATE FUNCTION fill_from_sheet(p_group uuid, p_answers jsonb, p_by text, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  filled integer;
  known public.workshop_group%ROWTYPE;
BEGIN
  SELECT * INTO known FROM public.workshop_group g WHERE g.id = p_group AND g.kind = 'agency' AND (
    g.workshop_id IN (SELECT public.led_workshops()) OR g.id IN (SELECT public.led_groups())
    OR g.id = public.seat_agency_group());
  IF NOT FOUND THEN RETURN NULL; END IF;
  WITH written AS (
    INSERT INTO public.workshop_consensus AS c (workshop_id, group_id, question_id, answer, origin, changed_by, changed_at)
      SELECT known.workshop_id, p_group, e.key, e.value, 'sheet', p_by, p_at FROM jsonb_each(p_answers) e
    ON CONFLICT (group_id, question_id) DO UPDATE
      SET answer = excluded.answer, revision = c.revision + 1, changed_by = p_by, changed_at = p_at
      WHERE c.origin = 'sheet' AND c.answer <> excluded.answer
    RETURNING *
  ), kept AS (
    INSERT INTO public.workshop_consensus_history
      SELECT w.workshop_id, w.group_id, w.question_id, w.revision, w.answer, w.note, w.origin, w.changed_by, w.changed_at
      FROM written w
  ) SELECT count(*)::int INTO filled FROM written;
  UPDATE public.workshop_group g SET sheet_returned_at = p_at WHERE g.id = p_group;
  RETURN filled;
END $$;
-- What an agency's own room of the network tells: who agreed to be listed, of every workshop of the regions one knows.
CREATE FUNCTION network_regions() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT public.led_workshop_regions()
  UNION
  SELECT w.region_id FROM public.workshop w WHERE w.id IN (SELECT public.attended_workshops())
$$;
CREATE FUNCTION listed_contacts(p_region uuid)
RETURNS TABLE (participant_id uuid, workshop_id uuid, name text, function text, organisation text, country text,
  contact text, focal_point boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.workshop_id, p.name, p.function, coalesce(g.name, p.organisation), k.name, p.contact, p.focal_point
  FROM public.workshop_participant p JOIN public.workshop w ON w.id = p.workshop_id AND w.region_id = p_region
  LEFT JOIN public.agency g ON g.id = p.agency_id LEFT JOIN public.country k ON k.id = p.country_id
  WHERE p.listed_at IS NOT NULL AND p.removed_at IS NULL AND p_region IN (SELECT public.network_regions())
  ORDER BY 6, 5, 3, 1
$$;
`;

export const ROOM_FUNCTIONS = [
  'led_workshops()',
  'led_workshop_regions()',
  'led_groups()',
  'attended_workshops()',
  'seat_groups()',
  'seat_agency_group()',
  'opened_groups()',
  'seats_by_code(text)',
  'take_seat(text, uuid, text, text, timestamptz)',
  'enter_seat(text, timestamptz)',
  'note_seat(timestamptz)',
  'change_own_seat(text, text, boolean, timestamptz)',
  'free_seat(uuid)',
  'taken_seats(uuid)',
  'leads_in_workshop(uuid)',
  'sheet_agency(uuid)',
  'workshop_progress(uuid, timestamptz)',
  'groups_of_room(uuid)',
  'quiz_tallies(uuid)',
  'fill_from_sheet(uuid, jsonb, text, timestamptz)',
  'network_regions()',
  'listed_contacts(uuid)',
] as const;

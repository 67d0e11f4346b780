/** What is handed out of a workshop, and what anybody may ask about a paper of it. */
export const PAPER_FUNCTIONS = `
-- Whether every group whose result an outcome shows still lets it be shown; when one does not, it is handed out no more.
CREATE FUNCTION outcome_stands(p_outcome uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT NOT EXISTS (
    SELECT FROM public.workshop_outcome o CROSS JOIN LATERAL jsonb_each_text(o.body->'outcome'->'consents') e
    WHERE o.id = p_outcome AND coalesce((
      SELECT c.choice FROM public.workshop_choice c WHERE c.group_id = e.key::uuid AND c.about = 'outcome'
      ORDER BY c.id DESC LIMIT 1), 'withheld') NOT IN ('named', e.value))
$$;
-- As verify_documents: a newer outcome, a consent taken back or a certificate that says something else takes its place.
CREATE FUNCTION verify_workshop_documents(p_sha256 text, p_ids text[])
RETURNS TABLE (id text, is_file boolean, is_superseded boolean, issued_on text, instrument_id text, instrument_version text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT d.id, coalesce(d.sha256 = p_sha256, false),
    CASE d.kind WHEN 'outcome' THEN NOT public.outcome_stands(d.outcome_id) OR EXISTS (
      SELECT FROM public.workshop_outcome o JOIN public.workshop_outcome n
        ON n.workshop_id = o.workshop_id AND n.revision > o.revision WHERE o.id = d.outcome_id)
    ELSE EXISTS (SELECT FROM public.workshop_document n WHERE n.participant_id = d.participant_id AND n.state = 'ready'
      AND n.requested_at > d.requested_at AND n.facts <> d.facts) END,
    to_char(coalesce(o.frozen_at, d.requested_at) AT TIME ZONE w.time_zone, 'YYYY-MM-DD'), w.instrument_id,
    w.instrument_version
  FROM public.workshop_document d JOIN public.workshop w ON w.id = d.workshop_id
  LEFT JOIN public.workshop_outcome o ON o.id = d.outcome_id
  WHERE (d.sha256 = p_sha256 OR d.id = ANY (p_ids)) AND d.state = 'ready' AND d.format = 'pdf'
$$;
-- Whether this seat's group may put its profile on the wall: not once it is in figures that were printed when nobody had seen
-- it, for with all others beside it the last one's would be what is left. Waits for whoever is freezing an outcome right now.
CREATE FUNCTION seat_may_show() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  own uuid := public.seat_agency_group();
  room uuid;
  forgotten boolean;
BEGIN
  SELECT w.id, w.figures_forgotten INTO room, forgotten FROM public.workshop w
    WHERE w.id = (SELECT g.workshop_id FROM public.workshop_group g WHERE g.id = own) FOR SHARE;
  -- Another statement than the one that waited: it sees what was frozen meanwhile.
  RETURN EXISTS (SELECT FROM public.workshop_choice c WHERE c.group_id = own AND c.choice = 'shown')
    OR NOT (forgotten OR EXISTS (SELECT FROM public.workshop_outcome o WHERE o.workshop_id = room
      AND o.body->'outcome'->'figures'->>'state' = 'shown' AND o.body->'outcome'->'figures'->'members' ? own::text));
END $$;
`;
export const PAPER_FUNCTION_NAMES = [
  'outcome_stands(uuid)',
  'verify_workshop_documents(text, text[])',
  'seat_may_show()',
] as const;

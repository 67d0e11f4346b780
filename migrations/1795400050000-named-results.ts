import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedByOperator } from './tenant-policy.js';

/**
 * What agencies of a round show under their names. Nobody's policies reach another agency's contribution; these functions
 * do, and ask the newest choice of each agency anew in the statement that reads: a choice taken back counts at once.
 * To coordinators of the region of the round from `coordinator` on, to leads of agencies that take part when the choice is
 * `participants`. An administrator is neither.
 */
const NAMED = `
CREATE FUNCTION named_contributions(p_round uuid)
RETURNS TABLE (agency_id uuid, agency text, country_id uuid, country text, choice text, contribution jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.id, g.name, k.id, k.name, chosen.choice, to_jsonb(c)
  FROM public.round o
  JOIN public.participation p ON p.round_id = o.id AND p.declined_at IS NULL
  JOIN LATERAL (SELECT s.choice FROM public.sharing s WHERE s.round_id = p.round_id AND s.agency_id = p.agency_id
    ORDER BY s.id DESC LIMIT 1) chosen ON chosen.choice IN ('coordinator', 'participants')
  JOIN public.contribution c ON c.round_id = p.round_id AND c.agency_id = p.agency_id AND c.superseded_by IS NULL
  JOIN public.agency g ON g.id = p.agency_id
  JOIN public.country k ON k.id = g.country_id
  WHERE o.id = p_round AND (
    o.region_id IN (SELECT public.coordinated_regions())
    OR (chosen.choice = 'participants' AND o.id IN (SELECT public.joined_rounds()))
  )
$$;
-- One of them, whole. What somebody from outside reads there is told to the agency: in the same statement, or not at all.
CREATE FUNCTION read_named(p_round uuid, p_agency uuid)
RETURNS TABLE (agency_id uuid, agency text, country_id uuid, country text, choice text, contribution jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY SELECT n.* FROM public.named_contributions(p_round) n WHERE n.agency_id = p_agency;
  IF FOUND AND NOT EXISTS (SELECT FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.agency_id = p_agency)
  THEN
    INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id)
    VALUES (p_agency, current_setting('isonomia.actor', true), 'named.read', 'round', p_round::text);
  END IF;
END $$;
`;

const FUNCTIONS = ['named_contributions(uuid)', 'read_named(uuid, uuid)'];

export class NamedResults1795400050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NAMED);
    await runner.query(ownedByOperator(FUNCTIONS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION read_named(uuid, uuid), named_contributions(uuid)');
  }
}

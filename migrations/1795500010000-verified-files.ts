import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownedByOperator } from './tenant-policy.js';

/** Looked for by hash, whatever else is stored. */
const INDEXES = `
CREATE INDEX document_sha256 ON document (sha256) WHERE state = 'ready';
CREATE INDEX report_sha256 ON report (sha256) WHERE state = 'ready';
`;

/**
 * Finished PDFs by the hash of their file and by their numbers, of agencies and of regions alike: date, instrument, and
 * whether a newer outcome, a validated correction or a newer release has taken their place. Nothing else of them, and one
 * question whatever there is. An editable copy is never among them.
 */
const VERIFY = `
CREATE FUNCTION verify_documents(p_sha256 text, p_ids text[])
RETURNS TABLE (id text, is_file boolean, is_superseded boolean, issued_on text, instrument_id text, instrument_version text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT d.id, coalesce(d.sha256 = p_sha256, false),
    d.kind = 'outcome' AND (
      EXISTS (SELECT FROM public.outcome o JOIN public.outcome n ON n.assessment_id = o.assessment_id AND n.revision > o.revision
        WHERE o.id = d.outcome_id)
      OR EXISTS (SELECT FROM public.assessment c WHERE c.corrects = d.assessment_id AND c.state = 'validated')),
    to_char(d.requested_at AT TIME ZONE g.time_zone, 'YYYY-MM-DD'), a.instrument_id, a.instrument_version
  FROM public.document d JOIN public.assessment a ON a.id = d.assessment_id JOIN public.agency g ON g.id = d.agency_id
  WHERE (d.sha256 = p_sha256 OR d.id = ANY (p_ids)) AND d.state = 'ready' AND d.format = 'pdf'
  UNION ALL
  SELECT p.id, coalesce(p.sha256 = p_sha256, false),
    EXISTS (SELECT FROM public.release n WHERE n.round_id = r.round_id AND n.number > r.number AND n.state = 'ready'),
    to_char(r.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), o.instrument_id, o.instrument_version
  FROM public.report p JOIN public.release r ON r.id = p.release_id JOIN public.round o ON o.id = r.round_id
  WHERE (p.sha256 = p_sha256 OR p.id = ANY (p_ids)) AND p.state = 'ready' AND p.format = 'pdf'
$$;
`;

/** The older `verify_document` stays for processes that run while this one takes their place. */
export class VerifiedFiles1795500010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES + VERIFY + ownedByOperator(['public.verify_documents(text, text[])']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION verify_documents(text, text[])');
    await runner.query('DROP INDEX document_sha256; DROP INDEX report_sha256');
  }
}

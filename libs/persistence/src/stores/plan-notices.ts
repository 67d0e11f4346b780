import { TASK_COLUMNS } from './plan-rows.js';

/** The latest day of reminding that has come; one that had passed when the date was set is not made up for. */
export const REMINDERS = `SELECT g.name AS agency, due.kind, ${TASK_COLUMNS.split(', ')
  .map((column) => `t.${column}`)
  .join(', ')}
  FROM plan_task t JOIN agency g ON g.id = t.agency_id
  CROSS JOIN LATERAL (SELECT
    CASE WHEN t.due < $1 THEN 'overdue' WHEN t.due <= $1::date + 3 THEN 'days-3' ELSE 'days-14' END AS kind,
    CASE WHEN t.due < $1 THEN t.due + 1 WHEN t.due <= $1::date + 3 THEN t.due - 3 ELSE t.due - 14 END AS threshold) due
  WHERE t.reminders AND t.state IN ('to-do', 'under-way') AND t.due <= $1::date + 14 AND t.due_set_on < due.threshold
    AND g.retired_at IS NULL
    AND NOT EXISTS (SELECT FROM plan_notice n WHERE n.subject = t.id AND n.kind = due.kind AND n.day = t.due)
  ORDER BY t.due, t.id`;

/** Of plans that started from an assessment, and of what agencies undertook at a workshop; whatever became of it. */
export const FOLLOW_UPS = `SELECT p.agency_id, g.name AS agency, p.started, p.subject, p.title, p.day, late.kind
  FROM (SELECT a.agency_id, 'assessment' AS started, a.id AS subject, a.title, (min(e.at) AT TIME ZONE 'UTC')::date AS day
    FROM plan_event e JOIN outcome o ON o.id = e.outcome_id JOIN assessment a ON a.id = o.assessment_id
    GROUP BY a.agency_id, a.id, a.title
    UNION ALL
    SELECT r.agency_id, 'workshop', r.id, w.title, w.ends_on
    FROM workshop_group r JOIN workshop w ON w.id = r.workshop_id
    WHERE w.state = 'closed' AND EXISTS (SELECT FROM workshop_commitment c WHERE c.group_id = r.id)) p
  JOIN agency g ON g.id = p.agency_id AND g.retired_at IS NULL
  CROSS JOIN LATERAL (SELECT CASE WHEN p.day + interval '12 months' <= $1::date THEN 'months-12' ELSE 'months-6' END AS kind) late
  WHERE p.day + interval '6 months' <= $1::date
    AND NOT EXISTS (SELECT FROM plan_notice n WHERE n.subject = p.subject AND n.kind = late.kind AND n.day = p.day)
  ORDER BY p.day, p.subject`;
export const NOTIFY = `WITH told AS (INSERT INTO plan_notice (agency_id, subject, kind, day, at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING RETURNING subject)
  SELECT subject FROM told`;

import {
  AddEvidence,
  AddTaskEvidence,
  AssignDimension,
  ChooseSharing,
  CommentOnQuestion,
  DecideRecommendation,
  GiveLink,
  KeepDraft,
  MakeDocument,
  RecordAnswers,
  RequestDocument,
  RequestFollowUp,
  SetAgencyLogo,
  SharePlan,
  SubmitAssessment,
  ViewPlan,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type DocumentId,
  type FileId,
  type RoundId,
} from '@isonomia/application';
import { dimensionId, type EvidenceId } from '@isonomia/instrument';
import { completeAnswers } from './published-sample.js';
import { invitedRound } from './rounds-of-agency.js';
import { APPROVAL, type Stage, streamOf } from './stage.js';

export interface FilledAgency {
  readonly agency: AgencyId;
  readonly draft: AssessmentId;
  readonly submitted: AssessmentId;
  readonly evidence: EvidenceId;
  readonly document: DocumentId;
  readonly file: FileId;
}

const LINK = { recipient: 'CANARY', language: 'en', languages: ['en'], days: 30, reports: true, editable: false };
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const INVITE = `INSERT INTO invitation
    (id, email, role, agency_id, language, token_sha256, invited_by, invited_at, expires_at)
  VALUES (gen_random_uuid(), 'new@example.org', 'contributor', $1, 'en', encode(sha256($2::bytea), 'hex'), 'asha',
    now(), now() + interval '1 day')`;
const ASK_FOR_ERASURE = `INSERT INTO agency_erasure (agency_id, asked_by, asked_at, expires_at)
  VALUES ($1, 'asha', now(), now() + interval '1 day')`;
/** As if the draft had been begun with what was handed in. */
const CARRIED = `INSERT INTO carried_answer (agency_id, assessment_id, question_id, from_assessment_id, body, prefilled)
  SELECT agency_id, $1, question_id, assessment_id, body, false FROM answer WHERE assessment_id = $2 AND question_id = 'GOV1'`;

/** As a reviewer leaves them who gives an assessment back. */
const REVIEWED = [
  `INSERT INTO review_step (agency_id, assessment_id, step, note, by, at)
   SELECT agency_id, id, 'returned', 'CANARY', 'rita', now() FROM assessment WHERE id = $1`,
  `INSERT INTO review_decision (agency_id, assessment_id, question_id, subject, answer_revision, decision, note, by, at)
   SELECT agency_id, id, 'REC2', 'not-applicable', 1, 'questioned', 'CANARY', 'rita', now() FROM assessment WHERE id = $1`,
];

/** What its assessment would bring into the comparison of the round. */
const CONTRIBUTION = `
  INSERT INTO contribution (assessment_id, agency_id, round_id, region_id, country_id, holding, agency_type, size_band,
    instrument_id, instrument_version, variant, reference_from, reference_to, validated_at,
    claimed, evidenced, low, high, levels, items, gates, coverage, women, men)
  SELECT a.id, g.id, $2, c.region_id, c.id, 'CANARY', g.type, 'unknown', a.instrument_id, a.instrument_version, a.variant,
    '2025-01-01', '2025-12-31', now(), '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'
  FROM assessment a JOIN agency g ON g.id = a.agency_id JOIN country c ON c.id = g.country_id WHERE a.id = $1`;

/** Somebody of it at a workshop of its region. */
const WORKSHOP = `
  WITH held AS (
    INSERT INTO workshop (id, region_id, title, place, starts_on, ends_on, time_zone, instrument_id, instrument_version, variant,
      reference_from, reference_to, languages, join_code, created_by, created_at)
    SELECT gen_random_uuid(), c.region_id, 'CANARY', 'CANARY', '2026-05-04', '2026-05-06', 'UTC', i.instrument_id, i.version, 'full',
      '2025-01-01', '2025-12-31', '{en}', regexp_replace(upper(left(md5(g.id::text), 8)), '(....)', '\\1-'), 'asha', now()
    FROM agency g JOIN country c ON c.id = g.country_id CROSS JOIN LATERAL (SELECT * FROM instrument_version LIMIT 1) i
    WHERE g.id = $1 RETURNING id, join_code
  ), sitting AS (
    INSERT INTO workshop_group (id, workshop_id, kind, name, agency_id, position, created_at)
    SELECT gen_random_uuid(), id, 'agency', 'CANARY', $1, 1, now() FROM held RETURNING id, workshop_id
  )
  INSERT INTO workshop_participant (id, workshop_id, name, agency_id, agency_group_id, sex, language, badge_code, created_at)
  SELECT gen_random_uuid(), s.workshop_id, 'CANARY', $1, s.id, 'unstated', 'en', h.join_code, now()
  FROM sitting s JOIN held h ON h.id = s.workshop_id`;

/** An agency with a row in every table that names one: made by its lead, as people make them. */
export async function filledAgency(stage: Stage, lead: Actor, agency: AgencyId): Promise<FilledAgency> {
  const { file } = await stage
    .get(SetAgencyLogo)
    .execute(lead, { agency, file: { name: 'logo.png', bytes: streamOf(PNG) } })
    .then(() => logoOf(stage, agency));
  const draft = await stage.assessment(lead, agency);
  const evidence = await fillDraft(stage, lead, draft);
  const submitted = await stage.assessment(lead, agency);
  const document = await handIn(stage, lead, submitted);
  for (const sql of REVIEWED) await stage.rows(sql, [submitted]);
  await stage.rows(CARRIED, [draft, submitted]);
  await stage.rows(INVITE, [agency, agency]);
  const round = await invitedRound(stage, agency, { name: 'Round 2026', year: 2026 });
  await stage.get(ChooseSharing).execute(lead, { agency, round, choice: 'participants' });
  await stage.rows(CONTRIBUTION, [submitted, round]);
  await fillPlan(stage, lead, { agency, submitted, round });
  await stage.get(GiveLink).execute(lead, { ...LINK, place: { agency } });
  await stage.rows(ASK_FOR_ERASURE, [agency]);
  await stage.rows(WORKSHOP, [agency]);
  return { agency, draft, submitted, evidence, document, file };
}

const NOTICE = `INSERT INTO plan_notice (agency_id, subject, kind, day, at) SELECT agency_id, id, 'overdue', '2026-01-01', now()
  FROM plan_task WHERE id = $1`;

/** A task from a recommendation with evidence, a letter about it, what is shown of it, and a look back. */
async function fillPlan(
  stage: Stage,
  lead: Actor,
  { agency, submitted, round }: { agency: AgencyId; submitted: AssessmentId; round: RoundId },
): Promise<void> {
  const accepted = { assessment: submitted, rule: 'R1', decision: 'accepted', owner: 'CANARY', expected: 1 };
  await stage.get(DecideRecommendation).execute(lead, accepted);
  const { lines } = await stage.get(ViewPlan).execute(lead, { agency });
  const task = lines[0]?.task.id;
  if (task === undefined) throw new Error('The plan has no task.');
  const source = { kind: 'file', file: { name: 'photo.pdf', bytes: streamOf('%PDF-1.7 CANARY') } } as const;
  const details = { title: 'CANARY', restricted: false };
  await stage.get(AddTaskEvidence).execute(lead, { task, details, source });
  await stage.get(RequestFollowUp).execute(lead, { agency, edition: 'internal', reader: 'en' });
  await stage.get(SharePlan).execute(lead, { agency, round, shown: true });
  await stage.rows(NOTICE, [task]);
}

async function logoOf(stage: Stage, agency: AgencyId): Promise<{ readonly file: FileId }> {
  const [row] = await stage.rows<{ file: FileId }>('SELECT logo_file_id AS file FROM agency WHERE id = $1', [agency]);
  if (row === undefined) throw new Error('The agency is gone.');
  return row;
}

async function fillDraft(stage: Stage, lead: Actor, assessment: AssessmentId): Promise<EvidenceId> {
  const levels = [{ question: 'GOV1', answer: { value: { level: 3 } } }];
  await stage.get(RecordAnswers).execute(lead, { assessment, answers: levels });
  const half = { assessment, question: 'GOV1', fields: { level: 'nine' }, from: 1, seen: 0 };
  await stage.get(KeepDraft).execute(lead, half);
  await stage.get(CommentOnQuestion).execute(lead, { assessment, question: 'GOV1', text: 'CANARY' });
  const to = { user: lead.userId };
  await stage.get(AssignDimension).execute(lead, { assessment, dimension: dimensionId('D1'), to });
  const added = await stage.get(AddEvidence).execute(lead, {
    assessment,
    question: 'GOV1',
    details: { title: 'Order 7', restricted: false },
    source: { kind: 'file', file: { name: 'order.pdf', bytes: streamOf('%PDF-1.7 CANARY') } },
  });
  return added.evidence;
}

async function handIn(stage: Stage, lead: Actor, assessment: AssessmentId): Promise<DocumentId> {
  const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
  await stage.get(RecordAnswers).execute(lead, { assessment, answers });
  await stage.get(SubmitAssessment).execute(lead, { assessment, approval: APPROVAL });
  await stage
    .get(DecideRecommendation)
    .execute(lead, { assessment, rule: 'R1', decision: 'declined', reason: 'CANARY', expected: 0 });
  const { document } = await stage
    .get(RequestDocument)
    .execute(lead, { assessment, edition: 'internal', reader: 'en' });
  await stage.get(MakeDocument).execute({ document });
  return document;
}

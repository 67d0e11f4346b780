import {
  CarryStore,
  assessmentId,
  type AgencyId,
  type Assessment,
  type AssessmentId,
  type CarriedAnswer,
  type CarriedFrom,
  type EarlierAssessment,
  type FittingDraft,
  type LastAnswers,
  type RoundId,
  type StandingAssessment,
  type Transaction,
  type WantedInRound,
} from '@isonomia/application';
import { questionId, type Answer, type QuestionId } from '@isonomia/instrument';
import { first, present, recordset } from './values.js';

interface FromRecord {
  readonly id: string;
  readonly title: string;
  readonly round: string | null;
  readonly reference_from: string;
  readonly reference_to: string;
}
interface EarlierRecord extends FromRecord {
  readonly state: EarlierAssessment['state'];
}
interface DraftRecord {
  readonly id: string;
  readonly title: string;
  readonly answered: number;
}
interface CarriedRecord extends FromRecord {
  readonly question_id: string;
  readonly body: Answer;
  readonly prefilled: boolean;
}

const FROM = 'a.id, a.title, r.name AS round, a.reference_from, a.reference_to';
const SUPERSEDED = `EXISTS (SELECT FROM assessment n WHERE n.corrects = a.id AND n.state = 'validated')`;

const EARLIER = `SELECT ${FROM}, a.state FROM assessment a LEFT JOIN round r ON r.id = a.round_id
  WHERE a.agency_id = $1 AND a.instrument_id = $2 AND a.state <> 'draft' AND a.round_id IS DISTINCT FROM $3::uuid
    AND NOT ${SUPERSEDED}
  ORDER BY (a.round_id IS NOT DISTINCT FROM $4::uuid AND $4 IS NOT NULL) DESC, (a.state = 'validated') DESC,
    a.reference_to DESC, a.submitted_at DESC, a.id LIMIT 1`;
const HOLD = 'SELECT pg_advisory_xact_lock(uuid_hash_extended($1::uuid, 2))';
const DRAFTS = `SELECT a.id, a.title,
    (SELECT count(*)::int FROM answer w WHERE w.assessment_id = a.id AND w.body IS NOT NULL) AS answered
  FROM assessment a
  WHERE a.agency_id = $1 AND a.instrument_id = $2 AND a.instrument_version = $3 AND a.variant = $4
    AND a.state = 'draft' AND a.round_id IS NULL AND a.corrects IS NULL
  ORDER BY a.created_at DESC, a.id`;
const BRING = `UPDATE assessment SET round_id = $2, reference_from = $3, reference_to = $4, stock_date = $5,
  revision = revision + 1 WHERE id = $1 AND state = 'draft' AND round_id IS NULL`;
const KEEP = `INSERT INTO carried_answer (agency_id, assessment_id, from_assessment_id, question_id, body, prefilled)
  SELECT $1, $2, $3, i.question, i.answer, i.prefilled
  FROM json_to_recordset($4::json) i (question text, answer json, prefilled boolean)`;
const LAST = `SELECT c.question_id, c.body, c.prefilled, ${FROM}
  FROM carried_answer c JOIN assessment a ON a.id = c.from_assessment_id LEFT JOIN round r ON r.id = a.round_id
  WHERE c.assessment_id = $1 AND ($2::text[] IS NULL OR c.question_id = ANY ($2))`;

const STANDING = `SELECT ${FROM}, a.instrument_id FROM assessment a LEFT JOIN round r ON r.id = a.round_id
  WHERE a.agency_id = $1 AND a.state = 'validated' AND NOT ${SUPERSEDED}
  ORDER BY a.reference_to DESC, a.submitted_at DESC, a.id LIMIT $2`;
const ORIGIN = `SELECT ${FROM} FROM assessment a LEFT JOIN round r ON r.id = a.round_id
  WHERE a.id = (SELECT c.from_assessment_id FROM carried_answer c WHERE c.assessment_id = $1 LIMIT 1)`;

export class SqlCarryStore extends CarryStore {
  async hold(tx: Transaction, agency: AgencyId): Promise<void> {
    await tx.query(HOLD, [agency]);
  }

  async earlier(tx: Transaction, wanted: WantedInRound): Promise<EarlierAssessment | undefined> {
    const values = [wanted.agency, wanted.instrument, wanted.round, wanted.previous ?? null];
    const row = first(await tx.query<EarlierRecord>(EARLIER, values));
    return row === undefined ? undefined : { ...toFrom(row), state: row.state };
  }

  async fittingDrafts(tx: Transaction, wanted: WantedInRound): Promise<readonly FittingDraft[]> {
    const values = [wanted.agency, wanted.instrument, wanted.version, wanted.variant];
    const rows = await tx.query<DraftRecord>(DRAFTS, values);
    return rows.map(({ id, title, answered }) => ({ assessment: assessmentId(id), title, answered }));
  }

  async bring(
    tx: Transaction,
    assessment: AssessmentId,
    {
      round,
      reference,
      stockDate,
    }: {
      readonly round: RoundId;
      readonly reference: { readonly from: string; readonly to: string };
      readonly stockDate: string;
    },
  ): Promise<void> {
    await tx.query(BRING, [assessment, round, reference.from, reference.to, stockDate]);
  }

  async keep(
    tx: Transaction,
    assessment: { readonly id: AssessmentId; readonly agencyId: AgencyId; readonly from: AssessmentId },
    answers: readonly CarriedAnswer[],
  ): Promise<void> {
    await tx.query(KEEP, [assessment.agencyId, assessment.id, assessment.from, recordset(answers)]);
  }

  async lastAnswers(
    tx: Transaction,
    assessment: AssessmentId,
    questions?: readonly QuestionId[],
  ): Promise<LastAnswers | undefined> {
    const rows = await tx.query<CarriedRecord>(LAST, [assessment, questions ?? null]);
    const [one] = rows;
    if (one === undefined) return undefined;
    const answers = rows.map(({ question_id: id, body: answer, prefilled }) => ({
      question: questionId(id),
      answer,
      prefilled,
    }));
    return { from: toFrom(one), answers };
  }

  async originOf(tx: Transaction, assessment: AssessmentId): Promise<CarriedFrom | undefined> {
    const row = first(await tx.query<FromRecord>(ORIGIN, [assessment]));
    return row === undefined ? undefined : toFrom(row);
  }

  async standing(tx: Transaction, agency: AgencyId, most: number): Promise<readonly StandingAssessment[]> {
    const rows = await tx.query<FromRecord & { readonly instrument_id: string }>(STANDING, [agency, most]);
    return rows.map((row) => ({ ...toFrom(row), instrument: row.instrument_id })).reverse();
  }

  async correctionOf(tx: Transaction, assessment: AssessmentId): Promise<Pick<Assessment, 'id' | 'state'> | undefined> {
    const sql = 'SELECT id, state FROM assessment WHERE corrects = $1';
    const row = first(await tx.query<Pick<Assessment, 'id' | 'state'>>(sql, [assessment]));
    return row === undefined ? undefined : { id: assessmentId(row.id), state: row.state };
  }
}

const toFrom = (row: FromRecord): CarriedFrom => ({
  assessment: assessmentId(row.id),
  title: row.title,
  ...present('round', row.round),
  reference: { from: row.reference_from, to: row.reference_to },
});

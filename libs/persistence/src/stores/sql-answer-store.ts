import {
  AnswerStore,
  type AnswersOfAssessment,
  type AnswerToRecord,
  type AssessmentId,
  type AssessmentState,
  type GuardedWrite,
  type Recorded,
  type AgencyScope,
  type StoredAnswer,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { evidenceId, questionId, type Answer, type QuestionId } from '@isonomia/instrument';
import type { DataSource } from 'typeorm';
import { AnswerBatches, type Guarded } from './answer-batches.js';
import { ANSWER_COLUMNS, toAnswer, type AnswerRecord } from './assessment-rows.js';
import { autocommit } from './autocommit.js';
import { toCurrent, toRecorded, type RecordedRecord } from './recorded-rows.js';
import { first, recordset } from './values.js';

const RECORD_MANY = {
  name: 'record-answers',
  text: 'SELECT * FROM record_answers($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
};

/** Answers saved one by one have a row each; those saved together share one. */
const HISTORY = `
  SELECT ${ANSWER_COLUMNS} FROM answer_history WHERE assessment_id = $1 AND question_id = $2
  UNION ALL
  SELECT $2, answers -> $2, revisions[array_position(questions, $2)], changed_by, changed_at
  FROM answer_set_history WHERE assessment_id = $1 AND $2 = ANY (questions)
  ORDER BY revision DESC`;

type RecordedMany = Guarded & {
  /** In the order of the questions asked for. */
  readonly revisions: readonly number[] | null;
  readonly changed_at: Date | null;
  readonly standing: readonly (RecordedRecord & { readonly question: string })[] | null;
};

export class SqlAnswerStore extends AnswerStore {
  private readonly batches: AnswerBatches;

  constructor(private readonly dataSource: DataSource) {
    super();
    this.batches = new AnswerBatches(() => autocommit(dataSource));
  }

  async record(write: GuardedWrite, answer: AnswerToRecord): Promise<Recorded> {
    const row = await this.batches.record(write, answer);
    if (row.status === 'recorded') return { kind: 'recorded', answers: [toRecorded(answer.question, row)] };
    if (row.status === 'conflict') return { kind: 'conflict', current: [toCurrent(answer.question, row)] };
    return refused(row);
  }

  async recordMany(write: GuardedWrite, answers: readonly AnswerToRecord[]): Promise<Recorded> {
    const { assessment, permit } = write;
    const { rows } = await autocommit(this.dataSource).query<RecordedMany>({
      ...RECORD_MANY,
      values: [
        write.actor,
        assessment.agencyId,
        assessment.id,
        answers.map(({ question }) => question),
        byQuestion(answers),
        answers.some(({ expected }) => expected !== undefined) ? answers.map(({ expected }) => expected ?? null) : null,
        [...new Set(answers.map(({ dimension }) => dimension))],
        answers.flatMap(({ evidence }) => evidence),
        permit.anywhere,
        permit.whereAssigned,
        write.action,
      ],
    });
    const row = only(rows);
    if (row.status === 'conflict')
      return { kind: 'conflict', current: (row.standing ?? []).map((one) => toCurrent(one.question, one)) };
    if (row.status !== 'recorded') return refused(row);
    const { revisions, changed_at } = row;
    return {
      kind: 'recorded',
      answers: answers.map(({ question }, place) =>
        toRecorded(question, { revision: revisions?.[place] ?? 0, changed_at }),
      ),
    };
  }

  async insert(tx: Transaction, sets: readonly AnswersOfAssessment[], by: UserId, at: Date): Promise<void> {
    const rows = sets.flatMap(({ assessment, agency, answers }) =>
      answers.map(({ question, answer }) => ({ s: assessment, a: agency, q: question, b: answer })),
    );
    await tx.query(
      `WITH given AS (
         SELECT i.a, i.s, i.q, i.b FROM jsonb_to_recordset($1::jsonb) i (a uuid, s uuid, q text, b jsonb)
       ), kept AS (
         INSERT INTO answer_history (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
         SELECT a, s, q, 1, b, $2, $3 FROM given
       )
       INSERT INTO answer (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
       SELECT a, s, q, 1, b, $2, $3 FROM given`,
      [recordset(rows), by, at],
    );
  }

  async ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredAnswer[]> {
    const sql = `SELECT ${ANSWER_COLUMNS} FROM answer WHERE assessment_id = $1`;
    return (await tx.query<AnswerRecord>(sql, [id])).map(toAnswer);
  }

  async history(tx: Transaction, id: AssessmentId, question: QuestionId): Promise<readonly StoredAnswer[]> {
    return (await tx.query<AnswerRecord>(HISTORY, [id, question])).map(toAnswer);
  }

  async stateOf(reader: AgencyScope, id: AssessmentId): Promise<AssessmentState | undefined> {
    const sql = 'SELECT assessment_state($1, $2, $3) AS state';
    const { rows } = await autocommit(this.dataSource).query<{ readonly state: AssessmentState | null }>(sql, [
      reader.actor,
      reader.agency,
      id,
    ]);
    return first(rows)?.state ?? undefined;
  }

  async current(
    reader: AgencyScope,
    id: AssessmentId,
    questions: readonly QuestionId[],
  ): Promise<Readonly<Record<string, Answer>>> {
    const { rows } = await autocommit(this.dataSource).query<{ readonly question_id: string; readonly body: Answer }>({
      name: 'current-answers',
      text: 'SELECT question_id, body FROM current_answers($1, $2, $3, $4)',
      values: [reader.actor, reader.agency, id, questions],
    });
    return Object.fromEntries(rows.map((row) => [questionId(row.question_id), row.body]));
  }
}

/** In the order given, whatever the names: the revisions that are expected stand in the same. */
const byQuestion = (answers: readonly AnswerToRecord[]): string =>
  `{${answers.map(({ question, answer = null }) => `${JSON.stringify(question)}:${JSON.stringify(answer)}`).join(',')}}`;

function only<Row>(rows: readonly Row[]): Row {
  const row = first(rows);
  if (row === undefined) throw new Error('A function that always returns a row returned none.');
  return row;
}

function refused({ status, state, assigned, unknown_evidence: unknown }: Guarded): Recorded {
  if (status === 'missing') return { kind: 'missing' };
  if (status === 'unknown-evidence') return { kind: status, evidence: (unknown ?? []).map(evidenceId) };
  return { kind: 'refused', state, assigned: assigned ?? false };
}

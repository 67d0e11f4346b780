import type { AnswerToRecord, AssessmentState, GuardedWrite, Recorded } from '@isonomia/application';
import { DatabaseError, type Pool } from 'pg';
import { NaturalBatches } from './natural-batches.js';
import type { RecordedRecord } from './recorded-rows.js';
import { first, recordset } from './values.js';

export interface Guarded {
  readonly status: Recorded['kind'];
  readonly state: AssessmentState;
  readonly assigned: boolean | null;
  readonly unknown_evidence: readonly string[] | null;
}
export type RecordedOne = Guarded & RecordedRecord;

type Reply = RecordedOne | { readonly status: 'busy' };

const RECORD_EACH = { name: 'record-each-answer', text: 'SELECT * FROM record_each_answer($1, $2)' };

/**
 * Saves of one answer that come together are one call and one commit. Who would hold the others up — an assessment that
 * somebody holds alone, an item that breaks the statement — is asked for again alone, without a place among the batches.
 */
export class AnswerBatches {
  private readonly batches = new NaturalBatches<Item, Reply>((items) => this.together(items), {
    most: 32,
    // Batches of two processes take their locks in this order: they cannot each hold what the other waits for.
    // By agency first, since entering one is a tenth of what an answer costs.
    order: (one, other) =>
      compare(one.agency, other.agency) ||
      compare(one.assessment, other.assessment) ||
      compare(one.question, other.question),
  });

  constructor(private readonly database: () => Pick<Pool, 'query'>) {}

  async record(write: GuardedWrite, answer: AnswerToRecord): Promise<RecordedOne> {
    const item = toItem(write, answer);
    const reply = await this.batches.add(item);
    return reply.status === 'busy' ? this.alone(item) : reply;
  }

  private async together(items: readonly Item[]): Promise<readonly Reply[]> {
    try {
      return await this.ask<Reply>(items, false);
    } catch (error) {
      // Nothing of it was written, by PostgreSQL's own word; after a lost connection nobody knows.
      if (!(error instanceof DatabaseError) || error.severity !== 'ERROR') throw error;
      return items.map(() => ({ status: 'busy' }));
    }
  }

  private async alone(item: Item): Promise<RecordedOne> {
    const row = first(await this.ask<RecordedOne>([item], true));
    if (row === undefined) throw new Error('A function that returns a row for every answer returned none.');
    return row;
  }

  private async ask<Row extends object>(items: readonly Item[], waits: boolean): Promise<readonly Row[]> {
    return (await this.database().query<Row>({ ...RECORD_EACH, values: [recordset(items), waits] })).rows;
  }
}

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** What one save asks for: a record of `record_each_answer`. */
type Item = ReturnType<typeof toItem>;

const toItem = ({ assessment, actor, permit, action }: GuardedWrite, answer: AnswerToRecord) => ({
  actor,
  agency: assessment.agencyId,
  assessment: assessment.id,
  question: answer.question,
  dimension: answer.dimension,
  body: answer.answer,
  expected: answer.expected,
  ...(answer.evidence.length > 0 && { evidence: answer.evidence }),
  anywhere: permit.anywhere,
  where_assigned: permit.whereAssigned,
  action,
});

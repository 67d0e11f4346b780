import {
  DraftStore,
  type AssessmentId,
  type AssessmentState,
  type DraftToDrop,
  type DraftToKeep,
  type DraftWrite,
  type Dropped,
  type Kept,
  type StoredDraft,
  type Transaction,
} from '@isonomia/application';
import type { DataSource } from 'typeorm';
import { autocommit } from './autocommit.js';
import { DRAFT_COLUMNS, toDraft, type DraftRecord } from './draft-rows.js';
import { first, toDate, type At } from './values.js';

const KEEP = {
  name: 'keep-answer-draft',
  text: 'SELECT * FROM keep_answer_draft($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
};
const DROP = {
  name: 'drop-answer-draft',
  text: 'SELECT * FROM drop_answer_draft($1, $2, $3, $4, $5, $6, $7, $8, $9)',
};

interface Guarded {
  readonly status: (Kept | Dropped)['kind'];
  readonly state: AssessmentState;
  readonly assigned: boolean | null;
  readonly standing: DraftRecord | null;
}
interface KeptRecord extends Guarded {
  readonly mark: number | null;
  readonly kept_at: At | null;
  readonly answer_revision: number | null;
}

export class SqlDraftStore extends DraftStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async keep({ assessment, actor, permit }: DraftWrite, draft: DraftToKeep): Promise<Kept> {
    const { rows } = await autocommit(this.dataSource).query<KeptRecord>({
      ...KEEP,
      values: [
        actor,
        assessment.agencyId,
        assessment.id,
        draft.question,
        draft.dimension,
        JSON.stringify(draft.fields),
        draft.from,
        draft.seen,
        draft.page ?? null,
        permit.anywhere,
        permit.whereAssigned,
      ],
    });
    const row = only(rows);
    if (row.mark === null || row.kept_at === null) return notWritten(row);
    return { kind: 'kept', mark: row.mark, at: toDate(row.kept_at), answerRevision: row.answer_revision ?? 0 };
  }

  async drop({ assessment, actor, permit }: DraftWrite, draft: DraftToDrop): Promise<Dropped> {
    const { rows } = await autocommit(this.dataSource).query<Guarded>({
      ...DROP,
      values: [
        actor,
        assessment.agencyId,
        assessment.id,
        draft.question,
        draft.dimension,
        draft.seen,
        permit.anywhere,
        permit.whereAssigned,
        draft.audited ? 'draft.discarded' : null,
      ],
    });
    const row = only(rows);
    return row.status === 'dropped' ? { kind: 'dropped' } : notWritten(row);
  }

  async ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredDraft[]> {
    const sql = `SELECT ${DRAFT_COLUMNS} FROM answer_draft WHERE assessment_id = $1`;
    return (await tx.query<DraftRecord>(sql, [id])).map(toDraft);
  }
}

function only<Row>(rows: readonly Row[]): Row {
  const row = first(rows);
  if (row === undefined) throw new Error('A function that always returns a row returned none.');
  return row;
}

function notWritten({ status, state, assigned, standing }: Guarded): Exclude<Kept, { readonly kind: 'kept' }> {
  if (standing !== null) return { kind: 'conflict', current: toDraft(standing) };
  return status === 'missing' ? { kind: 'missing' } : { kind: 'refused', state, assigned: assigned ?? false };
}

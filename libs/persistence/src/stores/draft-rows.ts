import { userId, type DraftFields, type StoredDraft } from '@isonomia/application';
import { questionId } from '@isonomia/instrument';
import { toDate, type At } from './values.js';

interface TypedRecord {
  readonly fields: DraftFields;
  readonly kept_by: string;
  readonly kept_at: At;
}
export interface DraftRecord extends TypedRecord {
  readonly question_id: string;
  readonly mark: number;
  readonly from_revision: number;
  readonly replaced: TypedRecord | null;
}
export const DRAFT_COLUMNS = 'question_id, fields, mark, from_revision, kept_by, kept_at, replaced';

const toTyped = (row: TypedRecord) => ({
  fields: row.fields,
  keptBy: userId(row.kept_by),
  keptAt: toDate(row.kept_at),
});

export const toDraft = (row: DraftRecord): StoredDraft => ({
  ...toTyped(row),
  question: questionId(row.question_id),
  mark: row.mark,
  from: row.from_revision,
  ...(row.replaced !== null && { replaced: toTyped(row.replaced) }),
});

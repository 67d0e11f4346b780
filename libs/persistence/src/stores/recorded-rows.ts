import { userId, type CurrentAnswer, type Recorded } from '@isonomia/application';
import { questionId, type Answer, type QuestionId } from '@isonomia/instrument';
import { present, toDate, type At } from './values.js';

/** What `record_each_answer` answers in columns, and `record_answers` in JSON of what stands: the answer written, or the one that stands. */
export interface RecordedRecord {
  readonly revision: number | null;
  readonly body?: Answer | null;
  readonly changed_by?: string | null;
  readonly changed_at: At | null;
}

type RecordedAnswer = Extract<Recorded, { readonly kind: 'recorded' }>['answers'][number];

export const toRecorded = (question: QuestionId, row: RecordedRecord): RecordedAnswer => ({
  question,
  revision: row.revision ?? 0,
  changedAt: toDate(row.changed_at ?? ''),
});

export function toCurrent(question: string, row: RecordedRecord): CurrentAnswer {
  const { changed_by: by, changed_at: at } = row;
  return {
    question: questionId(question),
    revision: row.revision ?? 0,
    ...present('answer', row.body),
    ...(by !== null && by !== undefined && { changedBy: userId(by) }),
    ...(at !== null && { changedAt: toDate(at) }),
  };
}

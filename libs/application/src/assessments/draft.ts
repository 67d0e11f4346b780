import type { QuestionId } from '@isonomia/instrument';
import type { UserId } from '../ids.js';

/** The fields of a form by their names, each as it was typed; several of one name as a list. */
export type DraftFields = Readonly<Record<string, string | readonly string[]>>;

interface TypedByPerson {
  readonly fields: DraftFields;
  readonly keptBy: UserId;
  readonly keptByName?: string;
  readonly keptAt: Date;
}

/** What was typed for a question and is no legal answer yet. It counts for nothing. */
export interface StoredDraft extends TypedByPerson {
  readonly question: QuestionId;
  /** Another number after every save: what a form sends back as the draft that it has seen. */
  readonly mark: number;
  /** Revision of the answer that it was begun from, 0 when there was none. */
  readonly from: number;
  /** The draft of another person that this one took the place of. */
  readonly replaced?: TypedByPerson;
}

/** An answer was recorded after the draft was begun, by a form that had not seen it: the two stand side by side. */
export const isOvertaken = ({ from }: StoredDraft, revision: number): boolean => from < revision;

import { idOf } from '../shell/fields.js';

/** A question as the addresses of its pages name it. */
export interface QuestionParameters {
  readonly assessment: string;
  readonly question: string;
}

/** Where a question stands on its page. */
export const anchorOf = (question: string): string => `q-${idOf(question)}`;

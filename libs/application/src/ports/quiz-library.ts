/** One question with what may be chosen; the words lie apart, by language. */
export interface QuizQuestion {
  readonly id: string;
  readonly options: readonly string[];
  readonly right: string;
}
export interface QuizWords {
  readonly question: string;
  /** Why the right answer is right. */
  readonly why: string;
  readonly options: Readonly<Record<string, string>>;
}
export interface Quiz {
  readonly questions: readonly QuizQuestion[];
  /** Language → question → words; English has all of them. */
  readonly words: Readonly<Record<string, Readonly<Record<string, QuizWords>>>>;
}

/** The quiz before and after a workshop, from the files of the content library: always the same object. */
export abstract class QuizLibrary {
  abstract quiz(): Promise<Quiz>;
}

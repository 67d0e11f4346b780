/** A refusal that a person can act on. Its code is stable, has words in every language, and one row in the table of HTTP statuses. */
export abstract class Problem extends Error {
  abstract readonly code: string;

  constructor(
    message: string,
    /** Names and numbers for the words of the code; never the text of an answer. */
    readonly detail: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

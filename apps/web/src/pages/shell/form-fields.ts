/** Fields of a posted form as the server's parser hands them over: one text, or several of one name. */
export type FormBody = Readonly<Record<string, unknown>>;

export interface ReadingRules {
  readonly decimalMark: '.' | ',';
  /** The person pressed "the empty rows are not available". */
  readonly emptyRowsAreUnavailable?: boolean;
}

export interface ReadValue {
  /** Undefined when every field was left empty. */
  readonly value: unknown;
  readonly positions?: readonly number[];
  readonly emptyRows?: readonly number[];
}

/** Reads posted fields by name; whatever else stands in the body is as good as absent. */
export class FormFields {
  private readonly body: FormBody;

  /** A form that was sent without any content has no fields. */
  constructor(body: FormBody | undefined) {
    this.body = body ?? {};
  }

  /** The last of several, as browsers and people expect of a field that stands twice; empty when absent. */
  text(name: string): string {
    return this.all(name).at(-1)?.trim() ?? '';
  }

  /** As it was typed, spaces at the ends included: a password is what it is. */
  verbatim(name: string): string {
    return this.all(name).at(-1) ?? '';
  }

  all(name: string): readonly string[] {
    const value = Object.hasOwn(this.body, name) ? this.body[name] : undefined;
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  ticked(name: string): boolean {
    return this.all(name).length > 0;
  }

  /** Numbers of the rows that a table posted, in order: the 3 of `rows[3][women]`. */
  positions(table: string): readonly number[] {
    const pattern = new RegExp(`^${table}\\[(\\d{1,4})\\]`);
    const found = Object.keys(this.body).flatMap((name) => {
      const digits = pattern.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    });
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /** A browser that lost its cookie twice or a hostile client may send anything; a revision is a whole number or 0. */
  revision(name = 'revision'): number {
    const text = this.text(name);
    return /^\d{1,9}$/.test(text) ? Number(text) : 0;
  }
}

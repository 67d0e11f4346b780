/** One field of a form as the partials of `templates/partials/forms` draw it: every key present, since templates are strict. */
export interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly describedBy: string | undefined;
  readonly optional: boolean;
  readonly required: boolean;
  readonly width: string;
  readonly autocomplete: string | undefined;
  readonly inputmode: string | undefined;
  readonly list: string | undefined;
  readonly maxlength: number | undefined;
  readonly rows: number;
}

export interface FieldOptions extends Partial<Omit<Field, 'name' | 'label' | 'describedBy'>> {
  readonly errors?: FormErrors;
}

/** Messages by field name; those without a field belong to the whole form. */
export type FormErrors = readonly FormError[];
export interface FormError {
  readonly field?: string;
  readonly message: string;
  /** Something is still to be filled in, rather than wrong: no alarm while somebody is typing. */
  readonly unfinished?: true;
}

export function field(name: string, label: string, options: FieldOptions = {}): Field {
  const { errors, ...rest } = options;
  const id = rest.id ?? idOf(name);
  const error = rest.error ?? errors?.find((one) => one.field === name)?.message;
  return {
    value: '',
    type: 'text',
    optional: false,
    required: false,
    width: '',
    autocomplete: undefined,
    inputmode: undefined,
    list: undefined,
    maxlength: undefined,
    rows: 4,
    hint: undefined,
    ...rest,
    id,
    name,
    label,
    error,
    describedBy: described(id, rest.hint, error),
  };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly about?: string | undefined;
  readonly note?: string | undefined;
}

export interface ChoiceField extends Field {
  readonly options: readonly (Required<Choice> & { readonly id: string; readonly selected: boolean })[];
}

/** A select or a group of radios; the first radio has the id that an error links to. */
export function choiceField(
  name: string,
  label: string,
  choices: readonly Choice[],
  options: FieldOptions = {},
): ChoiceField {
  const plain = field(name, label, options);
  return {
    ...plain,
    options: choices.map((choice, position) => ({
      value: choice.value,
      label: choice.label,
      about: choice.about,
      note: choice.note,
      id: position === 0 ? plain.id : `${plain.id}-${position}`,
      selected: choice.value === plain.value,
    })),
  };
}

/** For the summary on top: each error with a link to its field. */
export const summaryOf = (errors: FormErrors, form = ''): readonly { message: string; href: string | undefined }[] =>
  errors.map(({ field: name, message }) => ({
    message,
    href: name === undefined ? undefined : `#${idOf(form === '' ? name : `${form}-${name}`)}`,
  }));

/** Ids that style sheets, links and scripts can take: `rows[3][women]` → `rows-3-women`. */
export const idOf = (name: string): string => name.replace(/[^\w-]+/g, '-').replace(/-$/, '');

const described = (id: string, hint: string | undefined, error: string | undefined): string | undefined => {
  const parts = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return parts.length === 0 ? undefined : parts.join(' ');
};

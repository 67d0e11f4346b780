import { attributeOf, elementsOf, textOf, type Element } from './html.js';

/** Text, several of the same name, or a file. */
export type FieldValue = string | readonly string[] | File;

/** A form as its page holds it: what is not filled in is sent as it stands there. */
export class Form {
  constructor(
    private readonly element: Element,
    private readonly page: string,
  ) {}

  get action(): string {
    return attributeOf(this.element, 'action') ?? this.page;
  }

  get method(): string {
    return (attributeOf(this.element, 'method') ?? 'get').toUpperCase();
  }

  get text(): string {
    return textOf(this.element);
  }

  /** Names and what stands in them. */
  get fields(): readonly (readonly [name: string, value: string])[] {
    return elementsOf(this.element, 'input', 'select', 'textarea').flatMap(standing);
  }

  /** Every name that can be filled in, whether or not something stands there. */
  get names(): readonly string[] {
    const all = elementsOf(this.element, 'input', 'select', 'textarea', 'button');
    return [...new Set(all.flatMap((field) => attributeOf(field, 'name') ?? []))];
  }

  /** What can be chosen under a name: of boxes, buttons and lists. */
  options(name: string): readonly string[] {
    const named = (one: Element): boolean => attributeOf(one, 'name') === name;
    const lists = elementsOf(this.element, 'select').filter(named);
    const chosen = lists.flatMap((list) =>
      elementsOf(list, 'option').flatMap((one) => attributeOf(one, 'value') ?? []),
    );
    const boxes = elementsOf(this.element, 'input', 'button').filter(named);
    return [...chosen, ...boxes.flatMap((box) => attributeOf(box, 'value') ?? [])];
  }

  /** The value of what a list or a set of boxes calls by this name. */
  valueOf(name: string, label: string): string {
    const named = (one: Element): boolean => attributeOf(one, 'name') === name;
    const lists = elementsOf(this.element, 'select').filter(named);
    const options = lists.flatMap((list) => elementsOf(list, 'option'));
    const labelled = elementsOf(this.element, 'label').filter((one) => textOf(one).includes(label));
    const boxes = elementsOf(this.element, 'input').filter(named);
    const found = [
      ...options.filter((one) => textOf(one).includes(label)),
      ...boxes.filter((box) => labelled.some((one) => attributeOf(one, 'for') === attributeOf(box, 'id'))),
    ];
    const [first] = found;
    if (first === undefined)
      throw new Error(`${name} in ${this.action} offers no "${label}": ${this.text.slice(0, 400)}`);
    return attributeOf(first, 'value') ?? textOf(first);
  }

  sent(values: Readonly<Record<string, FieldValue>>): { readonly path: string; readonly body?: BodyInit } {
    const unknown = Object.keys(values).filter((name) => !this.names.includes(name));
    if (unknown.length > 0)
      throw new Error(
        `The form ${this.action} of ${this.page} has no ${unknown.join(', ')}; it has ${this.names.join(', ')}.`,
      );
    const kept = this.fields.filter(([name]) => !Object.hasOwn(values, name));
    const given = Object.entries(values).flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as readonly string[]) : [value as string | File]).map(
        (one) => [name, one] as const,
      ),
    );
    return this.packed([...kept, ...given]);
  }

  private packed(all: readonly (readonly [string, string | File])[]): {
    readonly path: string;
    readonly body?: BodyInit;
  } {
    if (attributeOf(this.element, 'enctype') === 'multipart/form-data') {
      const body = new FormData();
      for (const [name, value] of all) body.append(name, value);
      return { path: this.action, body };
    }
    const text = new URLSearchParams(
      all.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
    );
    if (this.method === 'GET') return { path: `${this.action.split('?')[0] ?? ''}?${text.toString()}` };
    return { path: this.action, body: text };
  }
}

const UNSENT = new Set(['submit', 'button', 'reset', 'image', 'file']);

function standing(field: Element): readonly (readonly [string, string])[] {
  const name = attributeOf(field, 'name');
  if (name === undefined || attributeOf(field, 'disabled') !== undefined) return [];
  return valuesIn(field).map((value) => [name, value]);
}

function valuesIn(field: Element): readonly string[] {
  if (field.tagName === 'textarea') return [textOf(field)];
  if (field.tagName === 'select') return chosenIn(field);
  const type = attributeOf(field, 'type') ?? 'text';
  if (UNSENT.has(type)) return [];
  const isBox = type === 'checkbox' || type === 'radio';
  if (isBox && attributeOf(field, 'checked') === undefined) return [];
  return [attributeOf(field, 'value') ?? (isBox ? 'on' : '')];
}

function chosenIn(list: Element): readonly string[] {
  const options = elementsOf(list, 'option');
  const chosen = options.filter((one) => attributeOf(one, 'selected') !== undefined);
  const standingOnes = chosen.length > 0 || attributeOf(list, 'multiple') !== undefined ? chosen : options.slice(0, 1);
  return standingOnes.map((one) => attributeOf(one, 'value') ?? textOf(one));
}

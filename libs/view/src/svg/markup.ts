/**
 * Markup that needs no escaping since nothing unescaped ever went in. Handlebars prints an object with a `toHTML` method as
 * it is; only `element` below makes one, so no string of a user can become markup.
 */
export class Markup {
  readonly #source: string;

  private constructor(source: string) {
    this.#source = source;
  }

  toHTML(): string {
    return this.#source;
  }

  toString(): string {
    return this.#source;
  }

  /** An element with escaped attributes and children; attributes that are undefined are left out. */
  static element(name: ElementName, attributes: Attributes, ...children: readonly Child[]): Markup {
    const written = Object.entries(attributes)
      .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
      .map(([key, value]) => ` ${attributeName(key)}="${escapeText(writtenValue(value))}"`)
      .join('');
    const inner = children.flat().map((child) => (child instanceof Markup ? child.#source : escapeText(child)));
    return new Markup(`<${name}${written}>${inner.join('')}</${name}>`);
  }
}

export type ElementName = 'svg' | 'g' | 'title' | 'desc' | 'rect' | 'line' | 'circle' | 'path' | 'text' | 'tspan';
export type Attributes = Readonly<Record<string, string | number | undefined>>;
export type Child = Markup | string | readonly (Markup | string)[];

export const element = (name: ElementName, attributes: Attributes, ...children: readonly Child[]): Markup =>
  Markup.element(name, attributes, ...children);

/** Presentation attributes alone: nothing that runs or fetches. */
const REFUSED = /^(on|href$|xlink|style$|src$)/i;
const PLAIN_NAME = /^[a-zA-Z][a-zA-Z0-9-]*$/;

function attributeName(name: string): string {
  if (!PLAIN_NAME.test(name) || REFUSED.test(name))
    throw new Error(`svg.attribute: "${name}" is not allowed in a chart.`);
  return name;
}

/** Two decimals are finer than any printer, and keep a drawing the same on every machine. */
function writtenValue(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

import type { TextValues } from '../text/translator.js';

import type { RenderContext } from './render-context.js';

/** Handlebars calls a helper with the arguments of the template and, last, its options. */
export type Helper = (this: unknown, ...args: readonly unknown[]) => unknown;

interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: { readonly render: RenderContext };
}

const optionsOf = (args: readonly unknown[]): HelperOptions => args.at(-1) as HelperOptions;
const contextOf = (args: readonly unknown[]): RenderContext => optionsOf(args).data.render;
const given = (args: readonly unknown[]): readonly unknown[] => args.slice(0, -1);

function textArgument(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`template.argument: expected a text, got ${typeof value}.`);
  return value;
}

function numberArgument(value: unknown): number {
  if (typeof value !== 'number') throw new Error(`template.argument: expected a number, got ${typeof value}.`);
  return value;
}

function textValues(hash: Readonly<Record<string, unknown>>): TextValues {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(hash)) {
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new Error(`template.argument: "${name}" of a text is ${typeof value}; give it a text or a number.`);
    }
    values[name] = value;
  }
  return values;
}

/** Everything a template may call beside if, unless, each, with and lookup. Each returns text or a truth value. */
export const HELPERS: Readonly<Record<string, Helper>> = {
  /** `{{t 'home.title' name=agency.name}}` */
  t: (...args) => contextOf(args).translator.t(textArgument(args[0]), textValues(optionsOf(args).hash)),
  /** `{{count 1189}}` → 1,189 */
  count: (...args) => contextOf(args).format.count(numberArgument(args[0])),
  /** `{{score 59.96}}` → 59.9 */
  score: (...args) => contextOf(args).format.score(numberArgument(args[0])),
  /** `{{percent 0.18}}` → 18 % */
  percent: (...args) => contextOf(args).format.percent(numberArgument(args[0])),
  /** `{{date '2026-09-30'}}` → 30 September 2026 */
  date: (...args) => contextOf(args).format.date(textArgument(args[0])),
  /** `{{instant submittedAt zone}}`, in the zone named. */
  instant: (...args) => contextOf(args).format.instant(textArgument(args[0]), textArgument(args[1])),
  eq: (...args) => args[0] === args[1],
  not: (...args) => !isTrue(args[0]),
  and: (...args) => given(args).every(isTrue),
  or: (...args) => given(args).some(isTrue),
  concat: (...args) => given(args).map(String).join(''),
};

/** As `{{#if}}` sees it: an empty list is not there. */
const isTrue = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

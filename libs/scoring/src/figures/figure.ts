import type { Figure, FigureKind, Trace, TraceValue } from '../result.js';
import type { TraceRow } from '../rules/rule-score.js';
import type { TraceSentence } from '../sentences.js';
import type { Entry } from '../sheet.js';

type Named = Readonly<Record<string, TraceValue>>;

/** What is known of a figure before its value. Every key is there: hundreds are made for a result. */
export interface FigureParts {
  readonly kind: FigureKind;
  /** The question, or the item where an item has a reference of its own. */
  readonly subject: string;
  readonly question: string;
  readonly about: string | undefined;
  readonly stated: boolean;
  readonly inputs: Named;
  readonly constants: Readonly<Record<string, number>>;
}

export type FigureStatus = NonNullable<Figure['status']>;
export type FigureValues = Named & { readonly value: number };

/** A figure about one question, or about one part of its table. */
export const partsOf = (
  entry: Entry,
  kind: FigureKind,
  inputs: Named,
  at: { readonly about?: string; readonly constants: Readonly<Record<string, number>> },
): FigureParts => {
  const { id } = entry.question.question;
  const { stated } = entry;
  return { kind, subject: id, question: id, about: at.about, stated, inputs, constants: at.constants };
};

/** A figure with a value: `values` is what the trace shows, the value itself, rounded, among it. */
export const valued = (parts: FigureParts, values: FigureValues, sentence?: TraceSentence): Figure =>
  withTrace(parts, values.value, {
    rule: parts.kind,
    sentence: sentence ?? `trace.figure.${parts.kind}`,
    inputs: parts.inputs,
    constants: parts.constants,
    values,
  });

/** The same with the lines of a table. */
export const valuedWithRows = (
  parts: FigureParts,
  values: FigureValues,
  rows: readonly TraceRow[],
  sentence?: TraceSentence,
): Figure =>
  withTrace(parts, values.value, {
    rule: parts.kind,
    sentence: sentence ?? `trace.figure.${parts.kind}`,
    inputs: parts.inputs,
    constants: parts.constants,
    values,
    rows,
  });

const withTrace = (parts: FigureParts, value: number, trace: Trace): Figure => {
  const { kind, question, about, stated } = parts;
  return about === undefined
    ? { id: idOf(parts), kind, question, value, stated, trace }
    : { id: idOf(parts), kind, question, about, value, stated, trace };
};

const NOTHING = {};

/** A figure that cannot be given, and why. */
export const withoutValue = (parts: FigureParts, status: FigureStatus): Figure => {
  const { kind, question, about, stated, inputs, constants } = parts;
  const trace = { rule: kind, sentence: `trace.figure.${status}`, inputs, constants, values: NOTHING };
  return about === undefined
    ? { id: idOf(parts), kind, question, status, stated, trace }
    : { id: idOf(parts), kind, question, about, status, stated, trace };
};

/** A ratio of two shares, or why there is none: 0 ÷ 0 has no events, anything else ÷ 0 no denominator. */
export const quotient = (numerator: number, denominator: number): number | FigureStatus => {
  if (denominator !== 0) {
    const value = numerator / denominator;
    return Number.isFinite(value) ? value : 'zero-denominator';
  }
  return numerator === 0 ? 'no-events' : 'zero-denominator';
};

export const idOf = ({ kind, subject, about }: FigureParts): string =>
  about === undefined ? `${kind}:${subject}` : `${kind}:${subject}:${about}`;

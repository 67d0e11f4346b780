import { round9 } from '../numbers/round.js';
import type { Figure, FigureKind, TraceValue } from '../result.js';
import type { TraceSentence } from '../sentences.js';
import type { TraceRow } from '../rules/rule-score.js';

export interface FigureParts {
  readonly kind: FigureKind;
  /** The question, or the item where an item has a reference of its own. */
  readonly subject: string;
  readonly question: string;
  readonly about?: string;
  readonly stated: boolean;
  readonly inputs: Readonly<Record<string, TraceValue>>;
  readonly constants: Readonly<Record<string, number>>;
  readonly sentence?: TraceSentence;
}

export type FigureStatus = NonNullable<Figure['status']>;

/** A figure with a value; `extra` holds bounds and verdict, `values` what the trace shows beside the value. */
export const valued = (
  parts: FigureParts,
  value: number,
  values: Readonly<Record<string, TraceValue>>,
  extra: Partial<Pick<Figure, 'low' | 'high' | 'verdict'>> & { readonly rows?: readonly TraceRow[] } = {},
): Figure => {
  const { rows, ...rest } = extra;
  const rounded = round9(value);
  return {
    id: idOf(parts),
    kind: parts.kind,
    question: parts.question,
    ...(parts.about === undefined ? {} : { about: parts.about }),
    value: rounded,
    ...rest,
    stated: parts.stated,
    trace: {
      rule: parts.kind,
      sentence: parts.sentence ?? `trace.figure.${parts.kind}`,
      inputs: parts.inputs,
      constants: parts.constants,
      values: { ...values, value: rounded },
      ...(rows === undefined ? {} : { rows }),
    },
  };
};

/** A figure that cannot be given, and why. */
export const withoutValue = (parts: FigureParts, status: FigureStatus): Figure => ({
  id: idOf(parts),
  kind: parts.kind,
  question: parts.question,
  ...(parts.about === undefined ? {} : { about: parts.about }),
  status,
  stated: parts.stated,
  trace: {
    rule: parts.kind,
    sentence: `trace.figure.${status}`,
    inputs: parts.inputs,
    constants: parts.constants,
    values: {},
  },
});

/** A ratio of two shares, or why there is none: 0 ÷ 0 has no events, anything else ÷ 0 no denominator. */
export const quotient = (numerator: number, denominator: number): number | FigureStatus => {
  if (denominator !== 0) {
    const value = numerator / denominator;
    return Number.isFinite(value) ? value : 'zero-denominator';
  }
  return numerator === 0 ? 'no-events' : 'zero-denominator';
};

const idOf = ({ kind, subject, about }: FigureParts): string =>
  about === undefined ? `${kind}:${subject}` : `${kind}:${subject}:${about}`;

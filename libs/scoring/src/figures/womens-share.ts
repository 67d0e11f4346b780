import type { FlowValue } from '@isonomia/instrument';
import { sumOf, uniformed } from '../head-table.js';
import type { HeadTable, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import { wilson } from '../numbers/wilson.js';
import type { Figure } from '../result.js';
import type { Entry } from '../sheet.js';
import { tableOf } from '../sheet.js';
import type { FigureContext } from './context.js';
import { valued, withoutValue } from './figure.js';

type Group = Pick<People, 'women' | 'men'>;

/**
 * Women ÷ (women + men), a fraction of 1, with its Wilson interval: for the counting rows together, for the uniformed and
 * the civilian part, and for each row, trainees included. Valid from 10 people. Source: method.md §4.
 */
export const shareFigures = (entry: Entry, context: FigureContext): readonly Figure[] => {
  const table = tableOf(entry);
  return [
    shareFigure(entry, undefined, sumOf(table.counting), context),
    ...partFigures(entry, table, context),
    ...table.rows.map((row) => shareFigure(entry, row.id, row, context)),
  ];
};

/** The same for those at each stage of a flow. */
export const stageShareFigures = (entry: Entry, context: FigureContext): readonly Figure[] =>
  (entry.value as FlowValue).stages.flatMap((stage) =>
    'notAvailable' in stage ? [] : [shareFigure(entry, stage.id, stage, context)],
  );

const partFigures = (entry: Entry, table: HeadTable, context: FigureContext): readonly Figure[] => {
  const civilian = table.counting.filter(({ part }) => part === 'civilian');
  if (civilian.length === 0 || civilian.length === table.counting.length) return [];
  return [
    shareFigure(entry, 'uniformed', sumOf(uniformed(table)), context),
    shareFigure(entry, 'civilian', sumOf(civilian), context),
  ];
};

const shareFigure = (entry: Entry, about: string | undefined, group: Group, context: FigureContext): Figure => {
  const { id } = entry.question.question;
  const { women, men } = group;
  const n = women + men;
  const parts = {
    kind: 'womens-share',
    subject: id,
    question: id,
    ...(about === undefined ? {} : { about }),
    stated: entry.stated,
    inputs: { women, men },
    constants: context.printed.share,
  } as const;
  if (n < context.minimumCount) return withoutValue(parts, 'too-small');
  const [low, high] = wilson(women, n, context.wilsonZ);
  return valued(parts, women / n, { n }, { low: round9(low), high: round9(high) });
};

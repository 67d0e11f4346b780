import type { FlowValue } from '@isonomia/instrument';
import { sumOf, uniformed } from '../head-table.js';
import type { HeadTable, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import { wilson } from '../numbers/wilson.js';
import type { Figure } from '../result.js';
import { tableOf } from '../sheet.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { idOf, partsOf, withoutValue } from './figure.js';

type Group = Pick<People, 'women' | 'men'>;

/**
 * Women ÷ (women + men), a fraction of 1, with its Wilson interval: for the counting rows together, for the uniformed and
 * the civilian part, and for each row, trainees included. Valid from 10 people. Source: method.md §4.
 */
export const addShareFigures = (figures: Figure[], entry: Entry, context: FigureContext): void => {
  const table = tableOf(entry);
  figures.push(shareFigure(entry, undefined, sumOf(table.counting), context));
  addPartFigures(figures, entry, table, context);
  for (const row of table.rows) figures.push(shareFigure(entry, row.id, row, context));
};

/** The same for those at each stage of a flow. */
export const addStageShareFigures = (figures: Figure[], entry: Entry, context: FigureContext): void => {
  for (const stage of (entry.value as FlowValue).stages) {
    if (!('notAvailable' in stage)) figures.push(shareFigure(entry, stage.id, stage, context));
  }
};

const addPartFigures = (figures: Figure[], entry: Entry, table: HeadTable, context: FigureContext): void => {
  const civilian = table.counting.filter(({ part }) => part === 'civilian');
  if (civilian.length === 0 || civilian.length === table.counting.length) return;
  figures.push(
    shareFigure(entry, 'uniformed', sumOf(uniformed(table)), context),
    shareFigure(entry, 'civilian', sumOf(civilian), context),
  );
};

const shareFigure = (entry: Entry, about: string | undefined, group: Group, context: FigureContext): Figure => {
  const { women, men } = group;
  const n = women + men;
  const constants = context.printed.share;
  const kind = 'womens-share';
  const inputs = { women, men };
  const parts = partsOf(entry, kind, inputs, about === undefined ? { constants } : { about, constants });
  if (n < context.minimumCount) return withoutValue(parts, 'too-small');
  const bounds = wilson(women, n, context.wilsonZ);
  const low = round9(bounds[0]);
  const high = round9(bounds[1]);
  const value = round9(women / n);
  const { question, stated } = parts;
  const trace = {
    rule: kind,
    sentence: 'trace.figure.womens-share',
    inputs,
    constants,
    values: { n, value, low, high },
  };
  return about === undefined
    ? { id: idOf(parts), kind, question, value, low, high, stated, trace }
    : { id: idOf(parts), kind, question, about, value, low, high, stated, trace };
};

import type { PreparedItem } from '../prepare.js';
import type { Figure, FigureKind } from '../result.js';
import { claimedAvailability } from '../rules/data-availability.js';
import type { Availability } from '../rules/data-availability.js';
import type { Entry, Sheet } from '../sheet.js';
import { addRepresentationFigures, duncanFigure } from './composition.js';
import { figureContext } from './context.js';
import type { FigureContext } from './context.js';
import { partsOf, valuedWithRows, withoutValue } from './figure.js';
import { addLeadershipFigures } from './leadership.js';
import { addPayFigures } from './pay.js';
import { addCoverageFigures, addRateFigures } from './rates.js';
import { addShareFigures, addStageShareFigures } from './womens-share.js';

/** The figures of method.md §4, question by question in instrument order. */
export const figuresOf = (sheet: Sheet, data: Availability): readonly Figure[] => {
  const context = figureContext(sheet.prepared.settings);
  const figures: Figure[] = [];
  for (const entry of sheet.entries) if (entry !== undefined) addFigures(figures, entry, sheet, context);
  addAvailability(figures, sheet, data, context);
  return figures;
};

const addFigures = (figures: Figure[], entry: Entry, sheet: Sheet, context: FigureContext): void => {
  if (entry.state === 'not-applicable') return;
  if (entry.state !== 'answered') {
    addMissingFigures(figures, entry, context);
    return;
  }
  switch (entry.question.question.type) {
    case 'headcount':
      addShareFigures(figures, entry, context);
      break;
    case 'flow':
      addStageShareFigures(figures, entry, context);
      break;
    case 'pay':
      addPayFigures(figures, entry, context);
      break;
    case 'coverage':
      addCoverageFigures(figures, entry, context);
      break;
  }
  for (const item of entry.question.items) {
    addItemFigures(figures, { item, reference: sheet.entries[item.reference] }, entry, context);
  }
};

/** Figures that only make sense for the rule an item has. */
const addItemFigures = (
  figures: Figure[],
  on: { readonly item: PreparedItem; readonly reference: Entry | undefined },
  entry: Entry,
  context: FigureContext,
): void => {
  const { rule } = on.item.item;
  switch (rule.code) {
    case 'RI':
      addRepresentationFigures(figures, on, entry, context);
      break;
    case 'GC':
      addLeadershipFigures(figures, entry, context);
      break;
    case 'DI':
      figures.push(duncanFigure(entry, context));
      break;
    case 'SR':
      addRateFigures(figures, entry, rule.event, context);
      break;
  }
};

/** One line that says the table is missing, of each kind it would have given. */
const addMissingFigures = (figures: Figure[], entry: Entry, context: FigureContext): void => {
  const { question, items } = entry.question;
  const constants = context.printed.groups;
  const add = (kind: FigureKind, subject: string = question.id): void => {
    figures.push(withoutValue({ ...partsOf(entry, kind, {}, { constants }), subject }, 'not-available'));
  };
  if (question.type === 'headcount') add('womens-share');
  if (question.type === 'pay') add('mean-gap');
  for (const { item } of items)
    for (const kind of kindsOf(item)) add(kind, kind === 'representation-ratio' ? item.id : question.id);
};

const kindsOf = ({ rule }: PreparedItem['item']): readonly FigureKind[] => {
  switch (rule.code) {
    case 'RI':
      return ['representation-ratio'];
    case 'GC':
      return ['relative-likelihood', 'glass-ceiling-index', 'pipeline'];
    case 'DI':
      return ['duncan-d'];
    case 'SR':
      return [rule.event === 'gain' ? 'selection-rate-ratio' : 'attrition-ratio'];
    default:
      return [];
  }
};

/** Where the instrument scores data availability but not in this variant, it is printed as a figure, 0…100. */
const addAvailability = (figures: Figure[], sheet: Sheet, data: Availability, context: FigureContext): void => {
  const item = sheet.prepared.items.find(({ question }) => question === -1);
  if (item === undefined || data.questions === 0 || sheet.view.items.includes(item)) return;
  const { id } = item.item;
  const parts = {
    kind: 'data-availability',
    subject: id,
    question: id,
    about: undefined,
    stated: false,
    inputs: { questions: data.questions },
    constants: context.settings.printed.DA,
  } as const;
  figures.push(valuedWithRows(parts, { value: claimedAvailability(data) }, data.rows));
};

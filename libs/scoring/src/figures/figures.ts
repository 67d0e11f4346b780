import type { FigureKind, Figure } from '../result.js';
import type { PreparedItem } from '../prepare.js';
import { claimedAvailability } from '../rules/data-availability.js';
import type { Availability } from '../rules/data-availability.js';
import type { Entry, Sheet } from '../sheet.js';
import { duncanFigure, representationFigures } from './composition.js';
import { figureContext } from './context.js';
import type { FigureContext } from './context.js';
import { valued, withoutValue } from './figure.js';
import { leadershipFigures } from './leadership.js';
import { payFigures } from './pay.js';
import { coverageFigures, rateFigures } from './rates.js';
import { shareFigures, stageShareFigures } from './womens-share.js';

/** The figures of method.md §4, question by question in instrument order. */
export const figuresOf = (sheet: Sheet, data: Availability): readonly Figure[] => {
  const context = figureContext(sheet.prepared.settings);
  const figures: Figure[] = [];
  for (const entry of sheet.entries) if (entry !== undefined) addFigures(figures, entry, sheet, context);
  return addAvailability(figures, sheet, data, context);
};

const addFigures = (figures: Figure[], entry: Entry, sheet: Sheet, context: FigureContext): void => {
  if (entry.state === 'not-applicable') return;
  if (entry.state !== 'answered') {
    figures.push(...missingFigures(entry, context));
    return;
  }
  switch (entry.question.question.type) {
    case 'headcount':
      figures.push(...shareFigures(entry, context));
      break;
    case 'flow':
      figures.push(...stageShareFigures(entry, context));
      break;
    case 'pay':
      figures.push(...payFigures(entry, context));
      break;
    case 'coverage':
      figures.push(...coverageFigures(entry, context));
      break;
  }
  for (const item of entry.question.items) figures.push(...itemFigures(item, entry, sheet, context));
};

/** Figures that only make sense for the rule an item has. */
const itemFigures = (item: PreparedItem, entry: Entry, sheet: Sheet, context: FigureContext): readonly Figure[] => {
  const { rule } = item.item;
  switch (rule.code) {
    case 'RI': {
      const reference = sheet.entries[item.reference];
      return reference === undefined ? [] : representationFigures(item, entry, reference, context);
    }
    case 'GC':
      return leadershipFigures(entry, context);
    case 'DI':
      return [duncanFigure(entry, context)];
    case 'SR':
      return rateFigures(entry, rule.event, context);
    default:
      return [];
  }
};

/** One line that says the table is missing, of each kind it would have given. */
const missingFigures = (entry: Entry, context: FigureContext): readonly Figure[] => {
  const { id } = entry.question.question;
  return missingKinds(entry).map((kind) =>
    withoutValue(
      { kind, subject: id, question: id, stated: true, inputs: {}, constants: context.printed.groups },
      'not-available',
    ),
  );
};

const missingKinds = ({ question: { question, items } }: Entry): readonly FigureKind[] => {
  const kinds: FigureKind[] = [];
  if (question.type === 'headcount') kinds.push('womens-share');
  if (question.type === 'pay') kinds.push('mean-gap');
  for (const { item } of items) {
    const { rule } = item;
    if (rule.code === 'RI') kinds.push('representation-ratio');
    if (rule.code === 'GC') kinds.push('relative-likelihood', 'glass-ceiling-index', 'pipeline');
    if (rule.code === 'DI') kinds.push('duncan-d');
    if (rule.code === 'SR') kinds.push(rule.event === 'gain' ? 'selection-rate-ratio' : 'attrition-ratio');
  }
  return kinds;
};

/** Where the instrument scores data availability but not in this variant, it is printed as a figure, 0…100. */
const addAvailability = (
  figures: Figure[],
  sheet: Sheet,
  data: Availability,
  context: FigureContext,
): readonly Figure[] => {
  const item = sheet.prepared.items.find(({ item: { rule } }) => rule.code === 'DA');
  if (item === undefined || sheet.view.items.includes(item) || data.questions === 0) return figures;
  const { id } = item.item;
  const parts = {
    kind: 'data-availability',
    subject: id,
    question: id,
    stated: false,
    inputs: { questions: data.questions },
    constants: context.settings.printed.DA,
  } as const;
  figures.push(valued(parts, claimedAvailability(data), {}, { rows: data.rows }));
  return figures;
};

import type { PreparedItem } from '../prepare.js';
import { sumOf } from '../head-table.js';
import type { HeadRow, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import { referencePeople, tableOf } from '../sheet.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { quotient, valued, withoutValue } from './figure.js';
import { ratioFigure } from './leadership.js';

/**
 * Women's share in a group ÷ their share in the staff it is drawn from, for the whole table and each row. Valid from 10
 * people in both. Source: method.md §4; the ratio of SDG indicator 16.7.1(b).
 */
export const representationFigures = (
  item: PreparedItem,
  entry: Entry,
  reference: Entry,
  context: FigureContext,
): readonly Figure[] => {
  const { rule } = item.item;
  if (rule.code !== 'RI' || reference.state === 'not-applicable') return [];
  if (reference.table === undefined) return [missingReference(item, rule.question, context)];
  const table = tableOf(entry);
  const people = referencePeople(rule.reference, reference);
  const figure = (group: Pick<People, 'women' | 'men' | 'n'>, about?: string): Figure => {
    const parts = {
      kind: 'representation-ratio',
      subject: item.item.id,
      question: rule.question,
      ...(about === undefined ? {} : { about }),
      stated: entry.stated || reference.stated,
      inputs: { women: group.women, men: group.men, referenceWomen: people.women, referenceMen: people.men },
      constants: context.printed.groups,
    } as const;
    if (group.n < context.minimumCount || people.n < context.minimumCount) return withoutValue(parts, 'too-small');
    const share = group.women / group.n;
    const referenceShare = people.women / people.n;
    const values = { share: round9(share), referenceShare: round9(referenceShare) };
    return ratioFigure(parts, quotient(share, referenceShare), values);
  };
  return [figure(sumOf(table.counting)), ...table.counting.map((row) => figure(row, row.id))];
};

const missingReference = ({ item }: PreparedItem, question: string, context: FigureContext): Figure =>
  withoutValue(
    {
      kind: 'representation-ratio',
      subject: item.id,
      question,
      stated: true,
      inputs: {},
      constants: context.printed.groups,
    },
    'not-available',
  );

/**
 * Duncan's index of dissimilarity, 0…1: the share of either sex that would have to change unit. Valid when each unit
 * with people has 10 and each sex has 10; nothing is pooled. Source: method.md §4; Duncan and Duncan (1955).
 */
export const duncanFigure = (entry: Entry, context: FigureContext): Figure => {
  const { id } = entry.question.question;
  const { counting } = tableOf(entry);
  const total = sumOf(counting);
  const parts = {
    kind: 'duncan-d',
    subject: id,
    question: id,
    stated: entry.stated,
    inputs: { women: total.women, men: total.men, units: counting.length },
    constants: context.printed.groups,
  } as const;
  if (isTooSmall(counting, total, context.minimumCount)) return withoutValue(parts, 'too-small');
  let sum = 0;
  for (const { women, men } of counting) sum += Math.abs(men / total.men - women / total.women);
  const rows = counting.map(({ id: row, women, men }) => ({
    row,
    women,
    men,
    ofWomen: round9(women / total.women),
    ofMen: round9(men / total.men),
  }));
  return valued(parts, 0.5 * sum, { differences: round9(sum) }, { rows });
};

const isTooSmall = (rows: readonly HeadRow[], total: People, minimum: number): boolean =>
  rows.length < 2 || total.women < minimum || total.men < minimum || rows.some(({ n }) => n < minimum);

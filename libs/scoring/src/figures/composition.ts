import { sumOf } from '../head-table.js';
import type { HeadRow, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import type { PreparedItem } from '../prepare.js';
import type { Figure } from '../result.js';
import { referencePeople, tableOf } from '../sheet.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { partsOf, quotient, valued, valuedWithRows, withoutValue } from './figure.js';
import type { FigureParts } from './figure.js';

/**
 * Women's share in a group ÷ their share in the staff it is drawn from, for the whole table and each row. Valid from 10
 * people in both. Source: method.md §4; the ratio of SDG indicator 16.7.1(b).
 */
export const addRepresentationFigures = (
  figures: Figure[],
  { item, reference }: { readonly item: PreparedItem; readonly reference: Entry | undefined },
  entry: Entry,
  context: FigureContext,
): void => {
  const { rule } = item.item;
  if (rule.code !== 'RI' || reference === undefined || reference.state === 'not-applicable') return;
  const parts = (about: string | undefined, inputs: FigureParts['inputs']): FigureParts => ({
    kind: 'representation-ratio',
    subject: item.item.id,
    question: rule.question,
    about,
    stated: entry.stated || reference.stated,
    inputs,
    constants: context.printed.groups,
  });
  if (reference.table === undefined) {
    figures.push(withoutValue(parts(undefined, {}), 'not-available'));
    return;
  }
  const people = referencePeople(rule.reference, reference);
  const add = (group: Pick<People, 'women' | 'men' | 'n'>, about?: string): void => {
    const { women, men } = group;
    const given = parts(about, { women, men, referenceWomen: people.women, referenceMen: people.men });
    figures.push(representationFigure(given, group, people, context));
  };
  const { counting } = tableOf(entry);
  add(sumOf(counting));
  for (const row of counting) add(row, row.id);
};

type Group = Pick<People, 'women' | 'n'>;

const representationFigure = (
  parts: FigureParts,
  group: Group,
  people: Group,
  { minimumCount }: FigureContext,
): Figure => {
  if (group.n < minimumCount || people.n < minimumCount) return withoutValue(parts, 'too-small');
  const share = group.women / group.n;
  const referenceShare = people.women / people.n;
  const ratio = quotient(share, referenceShare);
  if (typeof ratio === 'string') return withoutValue(parts, ratio);
  return valued(parts, { share: round9(share), referenceShare: round9(referenceShare), value: round9(ratio) });
};

/**
 * Duncan's index of dissimilarity, 0…1: the share of either sex that would have to change unit. Valid when each unit
 * with people has 10 and each sex has 10; nothing is pooled. Source: method.md §4; Duncan and Duncan (1955).
 */
export const duncanFigure = (entry: Entry, context: FigureContext): Figure => {
  const { counting } = tableOf(entry);
  const total = sumOf(counting);
  const inputs = { women: total.women, men: total.men, units: counting.length };
  const parts = partsOf(entry, 'duncan-d', inputs, { constants: context.printed.groups });
  if (isTooSmall(counting, total, context.minimumCount)) return withoutValue(parts, 'too-small');
  let sum = 0;
  const rows = counting.map(({ id: row, women, men }) => {
    const ofWomen = women / total.women;
    const ofMen = men / total.men;
    sum += Math.abs(ofMen - ofWomen);
    return { row, women, men, ofWomen: round9(ofWomen), ofMen: round9(ofMen) };
  });
  return valuedWithRows(parts, { differences: round9(sum), value: round9(0.5 * sum) }, rows);
};

const isTooSmall = (rows: readonly HeadRow[], total: People, minimum: number): boolean =>
  rows.length < 2 || total.women < minimum || total.men < minimum || rows.some(({ n }) => n < minimum);

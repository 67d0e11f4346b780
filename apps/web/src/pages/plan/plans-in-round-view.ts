import { TASK_STATES, type PlanCount, type PlansInRound } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

interface Row {
  readonly name: string;
  readonly note: string | undefined;
  readonly cells: readonly string[];
}

/** Counts alone: by agency in the order of their names, then by dimension and by recommendation over all of them. */
export function plansInRoundView(words: Words, { round, agencies, published }: PlansInRound): object {
  const { t } = words;
  const counts = agencies.flatMap((one) => one.counts);
  const dimensions = published?.instrument.dimensions.map(({ id }) => String(id)) ?? [];
  const byAgency = agencies.map(({ name, country, counts: own }) => rowOf(words, name, own, country));
  const byDimension = grouped(words, counts, {
    keys: [...dimensions, undefined],
    of: ({ dimension }) => dimension,
    name: (id) => (id === undefined ? t('page.plan.round.own-words') : (words.find(`${id}.title`) ?? id)),
  });
  const rules = [...new Set(counts.map(({ rule }) => rule))].filter((rule) => rule !== undefined).sort();
  const byRule = grouped(words, counts, {
    keys: rules,
    of: ({ rule }) => rule,
    name: (id) => words.find(`${id ?? ''}.title`) ?? id ?? '',
  });
  const table = (id: string, rows: readonly Row[]) => ({
    id,
    title: t(`page.plan.round.${id}`),
    first: t(`page.plan.round.first-${id}`),
    rows,
  });
  return {
    crumbs: [
      { href: ROUTES.rounds, label: t('page.rounds.list.title') },
      { href: href(ROUTES.round, { round: round.id }), label: round.name },
    ],
    lead: t('page.plan.round.lead', { round: round.name, count: agencies.length }),
    columns: [...TASK_STATES.map((state) => t(`plan.state.${state}`)), t('plan.overdue')],
    tables:
      agencies.length === 0
        ? []
        : [table('agencies', byAgency), table('dimensions', byDimension), table('recommendations', byRule)].filter(
            ({ rows }) => rows.length > 0,
          ),
  };
}

function rowOf({ format }: Words, name: string, counts: readonly PlanCount[], note?: string): Row {
  const sum = (values: readonly number[]): string => format.count(values.reduce((all, one) => all + one, 0));
  const states = TASK_STATES.map((state) => sum(counts.filter((one) => one.state === state).map(({ tasks }) => tasks)));
  return { name, note, cells: [...states, sum(counts.map(({ overdue }) => overdue))] };
}

function grouped(
  words: Words,
  counts: readonly PlanCount[],
  by: {
    readonly keys: readonly (string | undefined)[];
    readonly of: (count: PlanCount) => string | undefined;
    readonly name: (key: string | undefined) => string;
  },
): readonly Row[] {
  return by.keys.flatMap((key) => {
    const own = counts.filter((count) => by.of(count) === key);
    return own.length === 0 ? [] : [rowOf(words, by.name(key), own)];
  });
}

import { type Contribution, type People, type Release, type ShownGroup, type ShownScore } from '@isonomia/comparison';
import { shareRange, STANDARD_RULES, type Cell, type DisclosureRules } from '@isonomia/disclosure';
import type { Published } from './attack.js';
import { behind, behindPoints, type MedianFact, type Quantity, type SumFact } from './facts.js';

/** A release as anybody may read it, and those whose contributions it is known to be made of. */
export interface Read {
  readonly release: Release;
  readonly members: readonly Contribution[];
}

/** Everything that one or more releases of the same contributions say, as facts about single agencies. */
export function readReleases(reads: readonly Read[], rules: DisclosureRules = STANDARD_RULES): Published {
  const all = [...new Map(reads.flatMap(({ members }) => members).map((one) => [one.assessment, one])).values()];
  const shown = reads.flatMap(({ release, members }) =>
    release.groups.flatMap((group) => ({ group, members: members.filter((one) => isIn(group, one)) })),
  );
  return {
    agencies: all.map(({ assessment: id, holding, country }) => ({ id, holding, country })),
    quantities: [...peopleOf(all, shown, rules), ...scoresOf(all, shown), ...gatesOf(all, shown, rules)],
  };
}

type Group = Release['groups'][number];
interface Said {
  readonly group: Group;
  readonly members: readonly Contribution[];
}

function isIn({ grouping, group }: Group, one: Contribution): boolean {
  const own = { all: 'all', country: one.country, 'agency-type': one.agencyType, 'size-band': one.sizeBand };
  return own[grouping] === group;
}

const ids = (members: readonly Contribution[], truth: ReadonlyMap<string, number>): readonly string[] =>
  members.map(({ assessment }) => assessment).filter((id) => truth.has(id));

interface Row {
  readonly name: string;
  readonly of: (one: Contribution) => People | undefined;
  readonly cells: (group: ShownGroup) => { readonly women: Cell; readonly men: Cell } | undefined;
}

function peopleOf(all: readonly Contribution[], said: readonly Said[], rules: DisclosureRules): readonly Quantity[] {
  const tables = said.flatMap(({ group }) =>
    group.state === 'shown' && group.people !== undefined ? group.people.rows : [],
  );
  const bands = [...new Map(tables.map((row) => [row.id, row])).values()].map(({ id, bands: of }): Row => ({
    name: id,
    of: (one) => sumOf(of.map((band) => one.bands.find((given) => given.band === band))),
    cells: ({ people }) => people?.rows.find((row) => row.id === id),
  }));
  const flows: readonly Row[] = [
    { name: 'hires', of: ({ hires }) => hires, cells: ({ hires }) => hires },
    { name: 'leavers', of: ({ leavers }) => leavers, cells: ({ leavers }) => leavers },
  ];
  return [...bands, ...flows].flatMap((row) =>
    (['women', 'men'] as const).map((sex): Quantity => {
      const truth = new Map(all.flatMap((one) => entry(one, row.of(one)?.[sex])));
      const facts = said.map(({ group, members }) => {
        const cells = group.state === 'shown' ? row.cells(group) : undefined;
        return { of: ids(members, truth), range: cells === undefined ? undefined : behind(cells[sex], rules) };
      });
      const sums = facts.flatMap(({ of, range }): readonly SumFact[] =>
        range === undefined ? [] : [{ of, ...range }],
      );
      const told = new Set(sums.map(({ of }) => of.join()));
      const guarded = facts.map(({ of }) => of).filter((of) => !told.has(of.join()));
      return { name: `${row.name}: ${sex}`, truth, least: 0, most: Infinity, sums, guarded, medians: [] };
    }),
  );
}

function sumOf(parts: readonly (People | undefined)[]): People | undefined {
  const given = parts.filter((part) => part !== undefined);
  if (given.length < parts.length) return undefined;
  const sum = (sex: 'women' | 'men'): number => given.reduce((total, part) => total + part[sex], 0);
  return { women: sum('women'), men: sum('men') };
}

const entry = (one: Contribution, value: number | undefined): readonly (readonly [string, number])[] =>
  value === undefined ? [] : [[one.assessment, value]];

type Points = readonly (readonly [part: number, shown: ShownScore | undefined])[];
interface Score {
  readonly name: string;
  readonly of: (one: Contribution) => number | undefined;
  readonly shown: (group: ShownGroup) => Points;
}

/** Overall, dimensions as evidenced and as claimed, items, and coverage. */
function scoresOf(all: readonly Contribution[], said: readonly Said[]): readonly Quantity[] {
  const dimensions = [...new Set(all.flatMap(({ dimensions: own }) => Object.keys(own)))];
  const items = [...new Set(all.flatMap(({ items: own }) => Object.keys(own)))];
  const spread = (shown: ShownGroup['overall']): Points => [
    [0.5, shown?.median],
    [0.25, shown?.quartiles?.lower],
    [0.75, shown?.quartiles?.upper],
  ];
  const scores: readonly Score[] = [
    { name: 'overall', of: ({ overall }) => overall.evidenced, shown: ({ overall }) => spread(overall) },
    {
      name: 'overall, claimed',
      of: ({ overall }) => overall.claimed,
      shown: ({ overall }) => [[0.5, overall?.claimed]],
    },
    ...dimensions.flatMap((id): readonly Score[] => {
      const find = ({ dimensions: own }: ShownGroup) => own.find(({ dimension }) => dimension === id);
      return [
        { name: id, of: (one) => one.dimensions[id]?.evidenced, shown: (group) => spread(find(group)) },
        {
          name: `${id}, claimed`,
          of: (one) => one.dimensions[id]?.claimed,
          shown: (group) => [[0.5, find(group)?.claimed]],
        },
      ];
    }),
    ...items.map((id): Score => ({
      name: id,
      of: ({ items: own }) => own[id],
      shown: ({ items: own }) => [[0.5, own.find(({ item }) => item === id)?.median]],
    })),
    ...(['answered', 'evidenced', 'data'] as const).map((key): Score => ({
      name: `coverage, ${key}`,
      of: ({ coverage }) => coverage[key],
      shown: ({ coverage }) => [[0.5, coverage[key]]],
    })),
  ];
  return scores.map((score) => {
    const truth = new Map(all.flatMap((one) => entry(one, score.of(one))));
    const medians = said.flatMap(({ group, members }) =>
      (group.state === 'shown' ? score.shown(group) : []).flatMap(([part, shown]): readonly MedianFact[] =>
        shown === undefined ? [] : [{ of: ids(members, truth), ...behindPoints(shown), part }],
      ),
    );
    return { name: score.name, truth, least: 0, most: 100, sums: [], guarded: [], medians };
  });
}

function gatesOf(all: readonly Contribution[], said: readonly Said[], rules: DisclosureRules): readonly Quantity[] {
  const gates = [...new Set(all.flatMap(({ gates: own }) => Object.keys(own)))];
  return gates.map((gate): Quantity => {
    const asked = all.filter((one) => one.gates[gate] !== undefined);
    const truth = new Map(asked.map((one) => [one.assessment, one.gates[gate] === 'open' ? 1 : 0]));
    const sums = said.flatMap(({ group, members }): readonly SumFact[] => {
      const shown = group.state === 'shown' ? group.gates.find((one) => one.gate === gate)?.open : undefined;
      if (shown === undefined) return [];
      const inside = members.filter((one) => truth.has(one.assessment));
      const holdings = new Set(inside.map(({ holding }) => holding)).size;
      // Whatever number of open gates would have been printed like this.
      const alike = Array.from({ length: inside.length + 1 }, (_, open) => open).filter((open) => {
        const range = shareRange((open * holdings) / inside.length, holdings, rules);
        return range !== undefined && Math.round(range.from) === shown.low && Math.round(range.to) === shown.high;
      });
      return [{ of: ids(inside, truth), lower: Math.min(...alike), upper: Math.max(...alike) }];
    });
    return { name: `gate: ${gate}`, truth, least: 0, most: 1, sums, guarded: [], medians: [] };
  });
}

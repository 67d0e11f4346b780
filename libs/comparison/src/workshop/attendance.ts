import { codeUnits } from '../groups.js';
import type { Attendance, Attending } from './outcome.js';
import type { AttendingPerson } from './request.js';

/** Of fewer women, or fewer others, in a row it is not said how many. */
const LEAST = 3;
/** How many numbers at least a hidden one may be, less one, given everything that is printed. */
const LEAST_WIDTH = 2;

interface Row {
  readonly name: string;
  readonly country?: string;
  readonly people: number;
  readonly women: number;
}

/**
 * Who came: how many exactly, how many of them women where that tells of nobody. What is hidden in one row cannot be taken
 * from the sums: they give way, or another row does. Those who came on no day do not count.
 */
export const attendanceOf = (people: readonly AttendingPerson[]): Attendance => {
  const present = people.filter(({ days }) => days.length > 0);
  const rows = rowsOf(present);
  const shown = disclosed(rows);
  return {
    all: attending(present.length, shown.all ? womenIn(rows) : undefined),
    countries: countriesOf(rows).map((country) => {
      const own = rowsIn(rows, country);
      const women = shown.countries.has(country) ? womenIn(own) : undefined;
      return { ...named(country), ...attending(peopleIn(own), women) };
    }),
    from: rows.map((row) => ({
      name: row.name,
      ...named(row.country),
      ...attending(row.people, shown.hidden.has(row) ? undefined : row.women),
    })),
    days: daysOf(present),
  };
};

const attending = (people: number, women: number | undefined): Attending => ({
  people,
  ...(women === undefined ? {} : { women }),
});
const named = (country: string | undefined): { readonly country?: string } =>
  country === undefined ? {} : { country };

/** Those without a country last. */
const byCountry = (a: string | undefined, b: string | undefined): number =>
  a === undefined || b === undefined ? Number(a === undefined) - Number(b === undefined) : codeUnits(a, b);

const rowsOf = (people: readonly AttendingPerson[]): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const { from, country, woman } of people) {
    const key = JSON.stringify([country, from]);
    const known = rows.get(key) ?? { name: from, ...named(country), people: 0, women: 0 };
    rows.set(key, { ...known, people: known.people + 1, women: known.women + (woman ? 1 : 0) });
  }
  return [...rows.values()].toSorted((a, b) => byCountry(a.country, b.country) || codeUnits(a.name, b.name));
};

const countriesOf = (rows: readonly Row[]): readonly (string | undefined)[] => [
  ...new Set(rows.map(({ country }) => country)),
];
const rowsIn = (rows: readonly Row[], country: string | undefined): readonly Row[] =>
  rows.filter((row) => row.country === country);
const womenIn = (rows: readonly Row[]): number => rows.reduce((sum, { women }) => sum + women, 0);
const peopleIn = (rows: readonly Row[]): number => rows.reduce((sum, { people }) => sum + people, 0);

const isSmall = (count: number): boolean => count > 0 && count < LEAST;
const isTelling = ({ people, women }: Row): boolean => isSmall(women) || isSmall(people - women);

/** Whether the sum of hidden rows leaves each of them enough numbers that it may be. */
const isHidden = (rows: readonly Row[]): boolean => {
  const women = womenIn(rows);
  const people = peopleIn(rows);
  return rows.every((row) => {
    const low = Math.max(0, women - (people - row.people));
    const high = Math.min(row.people, women);
    return high - low >= Math.min(LEAST_WIDTH, row.people);
  });
};

interface Disclosed {
  readonly hidden: ReadonlySet<Row>;
  readonly countries: ReadonlySet<string | undefined>;
  readonly all: boolean;
}

const disclosed = (rows: readonly Row[]): Disclosed => {
  const hidden = new Set(rows.filter(isTelling));
  for (;;) {
    const hiddenIn = (country: string | undefined): readonly Row[] =>
      rowsIn(rows, country).filter((row) => hidden.has(row));
    const closed = countriesOf(rows).filter((country) => !isHidden(hiddenIn(country)));
    const countries = new Set(countriesOf(rows).filter((country) => !closed.includes(country)));
    if (isHidden(closed.flatMap(hiddenIn))) return { hidden, countries, all: true };
    const next = nextToHide(
      rows.filter((row) => !hidden.has(row)),
      closed,
    );
    if (next === undefined) return { hidden, countries, all: false };
    hidden.add(next);
  }
};

/** Where something is hidden already, so that its country can be shown again; of these the smallest. */
const nextToHide = (shown: readonly Row[], closed: readonly (string | undefined)[]): Row | undefined =>
  shown.toSorted(
    (a, b) => Number(closed.includes(b.country)) - Number(closed.includes(a.country)) || a.people - b.people,
  )[0];

const daysOf = (people: readonly AttendingPerson[]): Attendance['days'] => {
  const days = [...new Set(people.flatMap((person) => person.days))].toSorted(codeUnits);
  return days.map((day) => ({ day, people: people.filter((person) => person.days.includes(day)).length }));
};

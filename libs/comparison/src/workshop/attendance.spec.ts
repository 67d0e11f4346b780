import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { people } from '../../../../test/support/workshop-request.js';
import { attendanceOf } from './attendance.js';
import type { Attendance } from './outcome.js';

const women = ({ all, countries, from }: Attendance) => ({
  all: all.women,
  countries: countries.map((row) => row.women),
  from: from.map((row) => row.women),
});

describe('who came to a workshop', () => {
  it('is told by country, by organisation and day, guests last', () => {
    const attended = attendanceOf([
      ...people('Police', 'B', 8, 4),
      ...people('Bureau', undefined, 6, 3),
      ...people('Customs', 'A', 10, 6),
    ]);
    expect(attended).toEqual({
      all: { people: 24, women: 13 },
      countries: [
        { country: 'A', people: 10, women: 6 },
        { country: 'B', people: 8, women: 4 },
        { people: 6, women: 3 },
      ],
      from: [
        { name: 'Customs', country: 'A', people: 10, women: 6 },
        { name: 'Police', country: 'B', people: 8, women: 4 },
        { name: 'Bureau', people: 6, women: 3 },
      ],
      days: [{ day: '2023-08-22', people: 24 }],
    });
  });

  it('leaves out who came on no day', () => {
    const absent = people('Customs', 'A', 3, 1).map((person) => ({ ...person, days: [] }));
    expect(attendanceOf([...absent, ...people('Customs', 'A', 6, 3)]).all).toEqual({ people: 6, women: 3 });
  });

  it('says that none came, and that all did, where there are three', () => {
    expect(women(attendanceOf(people('Customs', 'A', 3, 0))).from).toEqual([0]);
    expect(women(attendanceOf(people('Customs', 'A', 3, 3))).from).toEqual([3]);
  });

  it('does not say of how few, and hides a second row so that the first is not what is left', () => {
    const attended = attendanceOf([
      ...people('Customs', 'A', 9, 1),
      ...people('Police', 'B', 8, 4),
      ...people('Guard', 'C', 10, 5),
    ]);
    // Customs has one woman; of the others the smaller goes with it. Their countries are one row each: the same.
    expect(women(attended)).toEqual({ all: 10, countries: [undefined, undefined, 5], from: [undefined, undefined, 5] });
    expect(attended.from.map((row) => row.people)).toEqual([9, 8, 10]);
  });

  it('hides within the country where it can, so that the country is told', () => {
    const attended = attendanceOf([
      ...people('Customs', 'A', 9, 1),
      ...people('Police', 'A', 8, 4),
      ...people('Guard', 'B', 6, 3),
    ]);
    expect(women(attended)).toEqual({ all: 8, countries: [5, 3], from: [undefined, undefined, 3] });
  });

  it('tells no sum from which two small rows follow', () => {
    // Two of two: four women of four people would be all of both.
    const attended = attendanceOf([...people('Customs', 'A', 2, 2), ...people('Police', 'B', 2, 2)]);
    expect(women(attended)).toEqual({
      all: undefined,
      countries: [undefined, undefined],
      from: [undefined, undefined],
    });
  });

  it('never narrows a hidden number to one or two, whoever adds up what is printed', () => {
    const row = fc.record({ country: fc.constantFrom('A', 'B', 'C', undefined), all: fc.integer({ min: 1, max: 6 }) });
    const rows = fc.array(
      row.chain((one) => fc.record({ ...mapped(one), women: fc.integer({ min: 0, max: one.all }) })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(rows, (given) => {
        const attended = attendanceOf(given.flatMap((one, at) => people(`P${at}`, one.country, one.all, one.women)));
        for (const worlds of hiddenWorlds(attended)) expect(worlds.size).toBeGreaterThan(1);
      }),
      { numRuns: 60 },
    );
  });
});

const mapped = <T extends object>(one: T) =>
  Object.fromEntries(Object.entries(one).map(([key, value]) => [key, fc.constant(value)])) as {
    [Key in keyof T]: fc.Arbitrary<T[Key]>;
  };

/** By trying every number of women in every hidden row against all sums printed: what each may be. */
function hiddenWorlds(attended: Attendance): readonly ReadonlySet<number>[] {
  const hidden = attended.from.filter((row) => row.women === undefined);
  const found = hidden.map(() => new Set<number>());
  const tried: number[] = [];
  const fits = (): boolean => {
    const of = (rows: Attendance['from']): number =>
      rows.reduce((sum, row) => sum + (row.women ?? tried[hidden.indexOf(row)] ?? 0), 0);
    const sums = attended.countries.every(
      ({ country, women: told }) =>
        told === undefined || told === of(attended.from.filter((row) => row.country === country)),
    );
    return sums && (attended.all.women === undefined || attended.all.women === of(attended.from));
  };
  const walk = (at: number): void => {
    const row = hidden[at];
    if (row === undefined) {
      if (fits()) tried.forEach((value, index) => found[index]?.add(value));
      return;
    }
    for (let value = 0; value <= row.people; value += 1) {
      tried[at] = value;
      walk(at + 1);
    }
  };
  walk(0);
  return found;
}

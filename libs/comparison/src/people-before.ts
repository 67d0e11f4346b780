import type { Contribution } from './contribution.js';
import type { TooClose } from './earlier.js';
import type { PeopleBefore, PeopleTables, PublishedPeople } from './people.js';
import type { PeopleTableId } from './release.js';
import type { OrderedRequest } from './request.js';

const ALL: readonly PeopleTableId[] = ['people', 'hires', 'leavers'];

/**
 * What earlier releases said of people: sums of this one are read together with theirs, for five who join are as good as
 * one where one of them is nearly all of the five. Their tables are worked out again, since the same contributions give the
 * same tables. Where one of those contributions is no longer shared, what it said is not known here any more, and nothing is
 * said of people again.
 */
export const peopleBefore = (
  request: OrderedRequest,
  close: TooClose,
  tablesOf: (earlier: OrderedRequest, published: readonly PublishedPeople[]) => PeopleTables,
): PeopleBefore => {
  if (!request.rules.differencing) return { refused: close.tables, published: [] };
  const published: PublishedPeople[] = [];
  for (const [at, members] of request.earlier.entries()) {
    const contributions = sharedStill(request.contributions, members);
    if (contributions === undefined) return { refused: ALL, published: [] };
    const then = { ...request, contributions, earlier: request.earlier.slice(0, at) };
    published.push(tablesOf(then, [...published]).published);
  }
  return { refused: close.tables, published };
};

/** The contributions of an earlier release; undefined where not all of them are among those of this one. */
const sharedStill = (
  contributions: readonly Contribution[],
  members: OrderedRequest['earlier'][number],
): readonly Contribution[] | undefined => {
  const ids = new Set(members.map(({ assessment }) => assessment));
  const found = contributions.filter(({ assessment }) => ids.has(assessment));
  return found.length === ids.size ? found : undefined;
};

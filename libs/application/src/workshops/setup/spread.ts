/** Somebody to place, and where they are from: an agency, or an organisation. */
export interface Spreadable<Id extends string, Group extends string> {
  readonly id: Id;
  readonly from: string;
  readonly country?: string;
  /** Where they sit already; they stay. */
  readonly group?: Group;
}

/**
 * People into groups so that as few as possible of one agency sit together, then as evenly as possible, then with as few
 * of one country. The same people and groups give the same places. Those who sit already stay.
 */
export function spread<Id extends string, Group extends string>(
  people: readonly Spreadable<Id, Group>[],
  groups: readonly Group[],
): ReadonlyMap<Id, Group> {
  const placed = new Map<Id, Group>();
  const tables = new Map(groups.map((group) => [group, new Table()]));
  for (const person of people) {
    const table = person.group === undefined ? undefined : tables.get(person.group);
    if (table !== undefined) table.seat(person);
  }
  for (const person of inOrder(people.filter(({ group }) => group === undefined || !tables.has(group)))) {
    const [best] = [...tables].sort(([, a], [, b]) => compare(a.crowd(person), b.crowd(person)));
    if (best === undefined) continue;
    best[1].seat(person);
    placed.set(person.id, best[0]);
  }
  return placed;
}

type From = Pick<Spreadable<string, string>, 'from' | 'country'>;

class Table {
  private readonly seated: From[] = [];

  seat({ from, country = '' }: From): void {
    this.seated.push({ from, country });
  }

  /** How badly this person would sit here: smaller is better, from the first place on. */
  crowd({ from, country }: From): readonly number[] {
    const same = this.seated.filter((one) => one.from === from).length;
    const neighbours = this.seated.filter((one) => country !== undefined && one.country === country).length;
    return [same, this.seated.length, neighbours];
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, position) => value !== b[position]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Agency after agency, so that each fills the emptiest tables in turn. */
function inOrder<One extends Spreadable<string, string>>(people: readonly One[]): readonly One[] {
  const key = ({ country = '', from, id }: One): string => JSON.stringify([country, from, id]);
  return [...people].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

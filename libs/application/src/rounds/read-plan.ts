import { countryId, isUuid, roundId } from '../ids.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import type { RegionKept } from '../ports/place-store.js';
import type { RoundLine } from '../ports/round-reader.js';
import { Fields } from '../problems/fields.js';
import type { RoundPlan } from './round.js';

/** As it comes from a form or a request: shape checked, meaning not. */
export interface PlanInput {
  readonly name: string;
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly agencyTypes: readonly string[];
  readonly countries: readonly string[];
  readonly opensOn: string;
  readonly closesOn: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate?: string;
  readonly previous?: string;
}

/** What a plan may refer to. */
export interface PlanContext {
  readonly offered: readonly PublishedInstrument[];
  readonly region: RegionKept;
  /** The other rounds of the region. */
  readonly others: readonly Pick<RoundLine, 'id'>[];
  readonly today: string;
}

/** Throws `InputRefused` with every fault and its place. */
export function readPlan(input: PlanInput, context: PlanContext): RoundPlan {
  const fields = new Fields();
  const published = context.offered.find(
    ({ instrument: { id, version } }) => id === input.instrument && version === input.version,
  );
  if (published === undefined) fields.fault('instrument', 'not-in-list', { allowed: '' });
  const stockDate = fields.optionalDate('stockDate', input.stockDate);
  const previous = readPrevious(fields, input.previous, context);
  const plan: RoundPlan = {
    name: fields.text('name', input.name),
    instrumentId: input.instrument,
    instrumentVersion: input.version,
    variant:
      published === undefined ? '' : (fields.oneOf('variant', input.variant, published.instrument.variants) ?? ''),
    agencyTypes: readSome(fields, 'agencyTypes', input.agencyTypes, published?.instrument.agencyTypes ?? []),
    countries: readSome(
      fields,
      'countries',
      input.countries,
      context.region.countries.map(({ id }) => id),
    ).map(countryId),
    ...readDays(fields, input, context.today),
    reference: fields.period('reference', input.reference),
    ...(stockDate !== undefined && { stockDate }),
    ...(previous !== undefined && { previous }),
  };
  fields.check();
  return plan;
}

function readDays(fields: Fields, input: PlanInput, today: string): { opensOn: string; closesOn: string } {
  const [opensOn, closesOn] = [fields.date('opensOn', input.opensOn), fields.date('closesOn', input.closesOn)];
  if (opensOn !== '' && closesOn !== '' && opensOn > closesOn)
    fields.fault('closesOn', 'period-reversed', { from: opensOn, to: closesOn });
  else if (closesOn !== '' && closesOn < today) fields.fault('closesOn', 'day-over', { today });
  return { opensOn, closesOn };
}

/** Each once, in the order in which they are known; all of them is the same as none. */
function readSome(
  fields: Fields,
  path: string,
  chosen: readonly string[],
  known: readonly string[],
): readonly string[] {
  if (chosen.some((one) => !known.includes(one))) fields.fault(path, 'not-in-list', { allowed: '' });
  const some = known.filter((one) => chosen.includes(one));
  return some.length === known.length ? [] : some;
}

function readPrevious(fields: Fields, previous: string | undefined, { others }: PlanContext) {
  if (previous === undefined || previous === '') return undefined;
  if (isUuid(previous) && others.some(({ id }) => id === previous)) return roundId(previous);
  fields.fault('previous', 'not-in-list', { allowed: '' });
  return undefined;
}

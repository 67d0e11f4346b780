import type { PublishedInstrument } from '../../ports/instrument-library.js';
import { Fields } from '../../problems/fields.js';
import { addDays } from '../../rounds/round-day.js';
import type { WorkshopPlan } from '../workshop.js';

/** As it comes from a form: shape checked, meaning not. */
export interface WorkshopInput {
  readonly title: string;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
  /** One a line. */
  readonly organisers: string;
  readonly donors: string;
  readonly purpose: string;
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly languages: readonly string[];
  readonly quiz: boolean;
}

export interface WorkshopContext {
  readonly offered: readonly PublishedInstrument[];
  /** That pages and documents speak. */
  readonly spoken: readonly string[];
}

/** The table takes no longer one, and an agenda of more days is two workshops. */
const MOST_DAYS = 14;
const MOST_LINES = 20;
const LONGEST_PURPOSE = 2_000;

/** Throws `InputRefused` with every fault and its place. */
export function readWorkshop(input: WorkshopInput, context: WorkshopContext): WorkshopPlan {
  const fields = new Fields();
  const purpose = fields.optionalText('purpose', input.purpose, LONGEST_PURPOSE);
  const plan: WorkshopPlan = {
    title: fields.text('title', input.title),
    place: fields.text('place', input.place),
    ...readDays(fields, input),
    timeZone: fields.timeZone('timeZone', input.timeZone),
    organisers: readLines(fields, 'organisers', input.organisers),
    donors: readLines(fields, 'donors', input.donors),
    ...(purpose !== undefined && { purpose }),
    ...readQuestionnaire(fields, input, context.offered),
    reference: fields.period('reference', input.reference),
    languages: readLanguages(fields, input.languages, context.spoken),
    quiz: input.quiz,
  };
  fields.check();
  return plan;
}

function readDays(fields: Fields, input: WorkshopInput): Pick<WorkshopPlan, 'startsOn' | 'endsOn'> {
  const [startsOn, endsOn] = [fields.date('startsOn', input.startsOn), fields.date('endsOn', input.endsOn)];
  if (startsOn !== '' && endsOn !== '') {
    if (startsOn > endsOn) fields.fault('endsOn', 'days-reversed', { from: startsOn, to: endsOn });
    else if (endsOn >= addDays(startsOn, MOST_DAYS)) fields.fault('endsOn', 'too-many-days', { max: MOST_DAYS });
  }
  return { startsOn, endsOn };
}

function readLines(fields: Fields, path: string, text: string): readonly string[] {
  const lines = text.split(/\r?\n/).flatMap((line) => fields.optionalText(path, line) ?? []);
  if (lines.length > MOST_LINES) fields.fault(path, 'too-many', { max: MOST_LINES });
  return [...new Set(lines)];
}

function readQuestionnaire(
  fields: Fields,
  input: WorkshopInput,
  offered: readonly PublishedInstrument[],
): Pick<WorkshopPlan, 'instrumentId' | 'instrumentVersion' | 'variant'> {
  const published = offered.find(
    ({ instrument: { id, version } }) => id === input.instrument && version === input.version,
  );
  if (published === undefined) fields.fault('instrument', 'not-in-list', { allowed: '' });
  return {
    instrumentId: input.instrument,
    instrumentVersion: input.version,
    variant:
      published === undefined ? '' : (fields.oneOf('variant', input.variant, published.instrument.variants) ?? ''),
  };
}

function readLanguages(fields: Fields, chosen: readonly string[], spoken: readonly string[]): readonly string[] {
  const unknown = chosen.some((one) => !spoken.includes(one));
  if (unknown) fields.fault('languages', 'not-in-list', { allowed: spoken.join(', ') });
  else if (chosen.length === 0) fields.fault('languages', 'missing');
  return [...new Set(chosen)];
}

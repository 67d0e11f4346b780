import type { DimensionView } from '@isonomia/application';
import type { Words } from '../shell/words.js';

/** The time of day today, the date and time before: in the agency's zone. */
export function whenOf(
  { format }: Words,
  { agency }: { readonly agency: Pick<DimensionView['agency'], 'timeZone'> },
  at: Date,
  now = new Date(),
): string {
  const { day, time } = clockOf(format.locale, agency.timeZone);
  if (day.format(at) !== day.format(now)) return format.instant(at.toISOString(), agency.timeZone);
  return time.format(at);
}

interface ZoneClock {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}
const clocks = new Map<string, ZoneClock>();

/** Kept, for some hundred zones and a few languages: making a format costs more than saving an answer. */
function clockOf(locale: string, timeZone: string): ZoneClock {
  const key = `${locale} ${timeZone}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const clock = {
    day: new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    time: new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }),
  };
  clocks.set(key, clock);
  return clock;
}

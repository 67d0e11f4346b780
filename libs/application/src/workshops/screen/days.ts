import type { Workshop } from '../workshop.js';

const DAY_MS = 86_400_000;

/** Every day of a workshop as an ISO date. */
export function daysOf({ startsOn, endsOn }: Pick<Workshop, 'startsOn' | 'endsOn'>): readonly string[] {
  const days: string[] = [];
  for (let day = Date.parse(startsOn); day <= Date.parse(endsOn); day += DAY_MS)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

/** The day that it is at the place: of the workshop's days, or the one nearest to it. */
export function dayOf(workshop: Pick<Workshop, 'startsOn' | 'endsOn' | 'timeZone'>, at: Date): string {
  const there = new Intl.DateTimeFormat('sv-SE', { timeZone: workshop.timeZone, dateStyle: 'short' }).format(at);
  if (there < workshop.startsOn) return workshop.startsOn;
  return there > workshop.endsOn ? workshop.endsOn : there;
}

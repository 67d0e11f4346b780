const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The day by which rounds open, and by which dates of a form are measured: that of Greenwich. */
export const today = (now: Date): string => isoDay(now.getTime());

/**
 * The earliest day that is not over everywhere on earth, which is twelve hours behind Greenwich: no agency is shut out
 * while its own clock still shows the closing day.
 */
export const dayStillOn = (now: Date): string => isoDay(now.getTime() - HALF_DAY_MS);

export const addDays = (day: string, days: number): string => isoDay(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);

/** Nights until the closing day ends; 0 on the day itself, less than 0 afterwards. */
export const daysLeft = (closesOn: string, now: Date): number =>
  Math.round((Date.parse(`${closesOn}T00:00:00Z`) - Date.parse(`${today(now)}T00:00:00Z`)) / DAY_MS);

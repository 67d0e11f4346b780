/** The same day of a later month, or that month's last day. */
export function monthsAfter(isoDate: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = isoDate.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

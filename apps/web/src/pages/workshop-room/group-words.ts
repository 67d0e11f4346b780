import type { GroupMember, GroupWork, Seat } from '@isonomia/application';
import { whenOf } from '../assessment/when.js';
import type { Words } from '../shell/words.js';

/** At the place of the workshop. */
export const clock = (words: Words, { timeZone }: Pick<Seat, 'timeZone'>, at: Date): string =>
  whenOf(words, { agency: { timeZone } }, at);

/** Of somebody who is in none of the seat's groups any more, or who handed in a sheet, no name is known. */
export function memberName({ t }: Words, { members }: Pick<GroupWork, 'members'>, by: string | undefined): string {
  const member = members.find(({ id }) => id === by);
  return member?.name ?? t('page.workshop-groups.somebody');
}

export const namesOf = ({ format }: Words, members: readonly GroupMember[]): string =>
  format.list(members.map(({ name }) => name));

/** What its results are called wherever they stand. */
export const statusView = ({ t }: Words) => ({ name: t('workshop.status.name'), what: t('workshop.status.what') });

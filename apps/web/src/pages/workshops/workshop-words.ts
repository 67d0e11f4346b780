import type { WorkshopState } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

const STATE_CLASS: Readonly<Record<WorkshopState, string>> = {
  planned: 'tag--plain',
  open: 'tag--positive',
  closed: '',
};

export const workshopTag = ({ t }: Words, state: WorkshopState) => ({
  class: STATE_CLASS[state],
  label: t(`page.workshop-setup.state.${state}`),
});

/** "28 to 30 August 2023", or the one day. */
export const daysText = (
  { t, format }: Words,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
): string =>
  startsOn === endsOn
    ? format.date(startsOn)
    : t('page.workshop-setup.days', { from: format.date(startsOn), to: format.date(endsOn) });

/** Every day of it, in order. */
export function daysOf({
  startsOn,
  endsOn,
}: {
  readonly startsOn: string;
  readonly endsOn: string;
}): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${startsOn}T00:00:00Z`); at <= Date.parse(`${endsOn}T00:00:00Z`); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length));
  return days;
}
const DAY_MS = 86_400_000;

/** From the list to the workshop, and on to what is given. */
export const workshopCrumbs = (
  { t }: Words,
  { id, title }: { readonly id: string; readonly title: string },
  rest: readonly { readonly href: string; readonly label: string }[] = [],
) => [
  { href: ROUTES.workshops, label: t('page.workshop-setup.list.title') },
  { href: href(ROUTES.workshop, { workshop: id }), label: title },
  ...rest,
];

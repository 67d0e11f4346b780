import type { AttendanceView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

interface AttendanceShown {
  readonly day: string;
  readonly saved: boolean;
}

/** Who was there on one day: a box a person, ticked where their phone came or somebody saw them. */
export function attendancePage(words: Words, view: AttendanceView, { day, saved }: AttendanceShown): object {
  const { t, format } = words;
  const { workshop, roster } = view;
  const here = { workshop: workshop.id };
  const of = new Map(view.attended.filter((one) => one.day === day).map((one) => [one.participant, one.source]));
  return {
    crumbs: [
      { href: ROUTES.workshops, label: t('page.workshop-setup.list.title') },
      { href: href(ROUTES.workshop, here), label: workshop.title },
    ],
    saved: saved ? t('page.attendance.saved') : undefined,
    action: href(ROUTES.attendance, here),
    day,
    days: view.days.map((one) => ({
      href: href(ROUTES.attendance, here, { query: { day: one } }),
      label: format.date(one),
      there: t('page.wall.of', { count: countOn(view, one), all: roster.length }),
      isCurrent: one === day,
    })),
    heading: t('page.attendance.heading', { day: format.date(day) }),
    canNote: workshop.state !== 'planned',
    were: [...of.keys()].filter((id) => roster.some((one) => one.id === id)).map((id) => ({ id })),
    people: roster.map(({ id, name, from, country, function: office }) => {
      const source = of.get(id);
      return {
        id,
        name,
        from: [from, ...(country === undefined ? [] : [country])].join(' · '),
        office: office ?? '',
        isThere: source !== undefined,
        how: source === undefined ? '' : t(`page.attendance.source.${source}`),
      };
    }),
  };
}

const countOn = ({ attended, roster }: AttendanceView, day: string): number =>
  attended.filter((one) => one.day === day && roster.some(({ id }) => id === one.participant)).length;

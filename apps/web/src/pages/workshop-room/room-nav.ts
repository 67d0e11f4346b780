import type { Seat } from '@isonomia/application';
import { ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

interface Way {
  /** Of the texts: `page.workshop-room.nav.<id>`. */
  readonly id: string;
  readonly href: string;
  /** Left out: for every seat. */
  readonly open?: (seat: Seat) => boolean;
}

const isOfAgency = ({ group }: Seat): boolean => group?.kind === 'agency';

/** At the foot of every page of the room, under the thumb. */
const FOOT = [
  { id: 'now', href: ROUTES.room },
  { id: 'questions', href: ROUTES.roomQuestions, open: isOfAgency },
  { id: 'points', href: ROUTES.roomPoints },
  { id: 'text', href: ROUTES.roomText },
  { id: 'more', href: ROUTES.roomMore },
] as const satisfies readonly Way[];
export type RoomPart = (typeof FOOT)[number]['id'];

/** Everything else: a line each on the page "More". Whoever makes a page of the room adds its line here. */
const MORE: readonly Way[] = [
  { id: 'papers', href: ROUTES.roomPapers },
  { id: 'network', href: ROUTES.roomNetwork },
  { id: 'commitments', href: ROUTES.roomCommitments },
  { id: 'offers', href: ROUTES.roomOffers },
  { id: 'quiz', href: ROUTES.roomQuiz, open: ({ quiz }) => quiz },
  { id: 'sheet', href: ROUTES.roomSheet, open: isOfAgency },
  { id: 'me', href: ROUTES.roomMe },
];

const openTo = (seat: Seat, ways: readonly Way[]): readonly Way[] => ways.filter(({ open }) => open?.(seat) !== false);

export const footOf = ({ t }: Words, seat: Seat, current: RoomPart): readonly object[] =>
  openTo(seat, FOOT).map(({ id, href }) => ({
    href,
    label: t(`page.workshop-room.nav.${id}`),
    isCurrent: id === current,
  }));

export const moreOf = ({ t }: Words, seat: Seat): readonly object[] =>
  openTo(seat, MORE).map(({ id, href }) => ({
    href,
    label: t(`page.workshop-room.nav.${id}`),
    about: t(`page.workshop-room.nav-about.${id}`),
  }));

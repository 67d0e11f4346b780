import type { AgendaSession, RoomGroup, RoomView, Seat, Timer } from '@isonomia/application';
import { ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

/** What is on now, what comes next, with whom one sits. */
export function homeView(
  words: Words,
  seat: Seat,
  room: RoomView,
): { readonly title: string; readonly [name: string]: unknown } {
  const { t } = words;
  const { session } = room;
  const today = dayIn(seat.timeZone, room.at);
  return {
    title: session?.title ?? t('page.workshop-room.home.title'),
    isOn: session !== undefined,
    kind: session === undefined ? undefined : t(`page.workshop-room.session-kind.${session.kind}`),
    until: session === undefined ? undefined : t('page.workshop-room.home.until', { time: session.ends }),
    task: taskOf(words, seat, session),
    timer: timerView(words, room),
    groups: [...groupView(words, 'group', room.group), ...groupView(words, 'mixed', room.mixedGroup)],
    agenda: room.agenda
      .filter(({ day }) => day === today)
      .map((one) => ({
        time: t('page.workshop-room.home.time', { starts: one.starts, ends: one.ends }),
        title: one.title,
        isOn: one.id === session?.id,
      })),
    days: [room.place, words.format.period(seat.startsOn, seat.endsOn)].join(' · '),
  };
}

/** Where the point that is on is worked at. */
const WORKED_AT: Readonly<Partial<Record<AgendaSession['kind'], { readonly href: string; readonly agency?: true }>>> = {
  answering: { href: ROUTES.roomQuestions, agency: true },
  groups: { href: ROUTES.roomPoints },
  clauses: { href: ROUTES.roomText },
  commitments: { href: ROUTES.roomMore },
  quiz: { href: ROUTES.roomMore },
};

function taskOf({ t }: Words, seat: Seat, session: AgendaSession | undefined): object | undefined {
  const work = session === undefined ? undefined : WORKED_AT[session.kind];
  if (session === undefined || work === undefined) return undefined;
  // Guests and people of no agency follow; the questions are not theirs.
  if (work.agency === true && seat.group?.kind !== 'agency') return undefined;
  return { href: work.href, label: t(`page.workshop-room.task.${session.kind}`) };
}

function timerView({ t }: Words, { timer, at }: { readonly timer?: Timer; readonly at: Date }): object | undefined {
  if (timer === undefined) return undefined;
  const isRunning = 'endsAt' in timer;
  const left = isRunning ? Math.max(0, Math.ceil((timer.endsAt.getTime() - at.getTime()) / 1000)) : timer.left;
  const minutes = Math.ceil(left / 60);
  return {
    // The phone's own clock may be wrong; it counts from what is left.
    left,
    isRunning,
    text: left === 0 ? t('page.workshop-room.timer.over') : t('page.workshop-room.timer.left', { count: minutes }),
    stopped: isRunning ? undefined : t('page.workshop-room.timer.stopped'),
  };
}

const groupView = ({ t, format }: Words, kind: 'group' | 'mixed', group: RoomGroup | undefined): readonly object[] =>
  group === undefined
    ? []
    : [
        {
          label: t(`page.workshop-room.home.${kind}`),
          name: group.name,
          members: format.list(
            group.members.map(({ name, isOwn }) => (isOwn ? t('page.workshop-room.home.you') : name)),
          ),
        },
      ];

/** ISO date there. */
const dayIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

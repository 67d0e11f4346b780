import {
  MOST_MINUTES,
  secondsLeft,
  WORKSHOP_STATUS,
  type AgendaSession,
  type ForwardPoint,
  type GroupProgress,
  type Wall,
  type WorkshopGroup,
} from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { profilesView } from './wall-profiles.js';

const USUAL_MINUTES = 15;
const MORE_MINUTES = 5;
const MINUTE = 60;
/** Before the page was asked for, so that nothing is missed between the database and the browser. */
const MARGIN_MS = 2_000;

export interface WallShown {
  readonly errors?: FormErrors;
  /** What was typed as minutes, where it was refused. */
  readonly minutes?: string;
  readonly address: string;
}

/** Everything on the wall: what is on, how far the groups are, and what they let be seen. */
export function wallView(words: Words, wall: Wall, shown: WallShown): object {
  const { t } = words;
  const { workshop } = wall;
  const here = { workshop: workshop.id };
  return {
    crumbs: [
      { href: ROUTES.workshops, label: t('page.workshop-setup.list.title') },
      { href: href(ROUTES.workshop, here), label: workshop.title },
    ],
    errors: summaryOf(shown.errors ?? []),
    live: { from: href(ROUTES.workshopLive, here), since: String(wall.now.getTime() - MARGIN_MS) },
    self: href(ROUTES.wall, here),
    title: workshop.title,
    place: workshop.place,
    status: { name: t('workshop.status.name'), what: t('workshop.status.what'), id: WORKSHOP_STATUS },
    join: workshop.joining ? { code: workshop.joinCode, address: shown.address } : undefined,
    isOpen: workshop.state === 'open',
    closed: workshop.state === 'open' ? undefined : t(`page.wall.not-open.${workshop.state}`),
    timer: timerView(words, wall),
    controls: controlsView(words, wall, shown),
    ...agendaView(words, wall),
    groups: groupsView(words, wall),
    here: hereText(words, wall),
    profiles: profilesView(words, wall),
    points: pointsView(words, wall),
    links: (['poster', 'attendance', ...(workshop.quiz ? (['workshopQuiz'] as const) : [])] as const).map((route) => ({
      href: href(ROUTES[route], here),
      label: t(`page.wall.link.${route}`),
    })),
  };
}

/** Digits as people read a clock, with what they mean beside them. */
function timerView({ t }: Words, { workshop: { timer, timeZone }, now }: Pick<Wall, 'workshop' | 'now'>) {
  if (timer === undefined) return undefined;
  const seconds = secondsLeft(timer, now);
  const isRunning = 'endsAt' in timer && seconds > 0;
  const ends = new Date(now.getTime() + seconds * 1000);
  return {
    seconds: String(seconds),
    isRunning,
    isStopped: 'left' in timer,
    isOver: seconds === 0,
    digits: `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, '0')}`,
    until: isRunning ? t('page.wall.timer.until', { time: clock(ends, timeZone) }) : undefined,
  };
}

/** Hours and minutes of a day are written alike in all four languages. */
const clock = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);

function controlsView({ t }: Words, { workshop, agenda }: Wall, { minutes, errors = [] }: WallShown): object {
  const here = { workshop: workshop.id };
  const { timer } = workshop;
  const next = nextOf(agenda, workshop.session);
  const runs = timer !== undefined && 'endsAt' in timer;
  return {
    timer: href(ROUTES.wallTimer, here),
    session: href(ROUTES.wallSession, here),
    minutes: minutes ?? String(USUAL_MINUTES),
    most: String(MOST_MINUTES),
    error: errors.find(({ field }) => field === 'minutes')?.message,
    hold: timer === undefined ? undefined : runs ? 'stop' : 'resume',
    more: String(MORE_MINUTES),
    moreLabel: t('page.wall.timer.more', { count: MORE_MINUTES }),
    next: next === undefined ? undefined : { id: next.id, title: next.title },
    sessions: agenda.map((one) => ({
      value: one.id,
      selected: one.id === workshop.session,
      label: `${one.day.slice('yyyy-'.length)} ${one.starts} ${one.title}`,
    })),
  };
}

/** The first, while nothing is on. */
function nextOf(agenda: readonly AgendaSession[], current: string | undefined): AgendaSession | undefined {
  return agenda[agenda.findIndex(({ id }) => id === current) + 1];
}

/** Of the day of what is on; before anything is, of the first day. */
function agendaView(words: Words, { workshop, agenda }: Wall) {
  const current = agenda.find(({ id }) => id === workshop.session);
  const day = current?.day ?? agenda[0]?.day;
  return {
    current: current === undefined ? undefined : { title: current.title, time: timeOf(words, current) },
    day: day === undefined ? undefined : words.format.date(day),
    agenda: agenda
      .filter((one) => one.day === day)
      .map((one) => ({ title: one.title, time: timeOf(words, one), isOn: one === current })),
  };
}

const timeOf = ({ t }: Words, { starts, ends }: AgendaSession): string => t('page.wall.time', { starts, ends });

function groupsView(words: Words, { groups, progress, asked }: Wall): readonly object[] {
  return groups.flatMap((group) => {
    const done = progress.find((one) => one.group === group.id);
    return done === undefined ? [] : [groupView(words, group, done, asked.get(group.id))];
  });
}

function groupView(
  { t, format }: Words,
  { name, kind }: WorkshopGroup,
  done: GroupProgress,
  asked: number | undefined,
): object {
  const bar = (count: number) => {
    if (asked === undefined) return undefined;
    // What a condition adds is not among those that everybody is asked.
    const all = Math.max(asked, count);
    return { count: String(count), all: String(all), text: t('page.wall.of', { count, all }) };
  };
  return {
    name,
    kind: kind === 'agency' ? undefined : t(`workshop.group-kind.${kind}`),
    here: format.count(done.here),
    joined: t('page.wall.of', { count: done.joined, all: done.members }),
    answered: bar(done.answered),
    agreed: bar(done.agreed),
    points: format.count(done.points),
    putForward: format.count(done.putForward),
  };
}

function hereText({ t }: Words, { groups, progress }: Wall): string {
  // Of an agency's group or the guests': whoever also sits in a mixed one is one person.
  const own = progress.filter(({ group }) => groups.some(({ id, kind }) => id === group && kind !== 'mixed'));
  const sum = (what: 'members' | 'joined' | 'here'): number => own.reduce((all, one) => all + one[what], 0);
  return t('page.wall.here', { here: sum('here'), joined: sum('joined'), members: sum('members') });
}

function pointsView({ t }: Words, { points, groups }: Wall): readonly object[] {
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const line = ({ id, body, group, addressee }: ForwardPoint): object => ({
    id,
    body,
    from: names.get(group) ?? '',
    addressee: addressee === undefined ? undefined : t(`workshop.addressee.${addressee}`),
  });
  return (['strength', 'limitation', 'proposal'] as const).map((kind) => ({
    title: t(`page.wall.points.${kind}`),
    points: points.filter((point) => point.kind === kind).map(line),
  }));
}

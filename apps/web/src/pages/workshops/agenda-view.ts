import { SESSION_KINDS, type AgendaSession, type SessionInput, type WorkshopView } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { daysOf, workshopCrumbs } from './workshop-words.js';

export const SESSION_FIELDS = ['day', 'starts', 'ends', 'title', 'kind'] as const;

export function sessionOf(body: FormBody): SessionInput {
  const fields = new FormFields(body);
  const text = (name: (typeof SESSION_FIELDS)[number]): string => fields.text(name);
  return { day: text('day'), starts: text('starts'), ends: text('ends'), title: text('title'), kind: text('kind') };
}

export interface AgendaState {
  /** The point that is changed; absent where one is added. */
  readonly session?: AgendaSession;
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
  readonly said?: string;
}

export function agendaView(words: Words, view: WorkshopView, state: AgendaState): object {
  const { t, format } = words;
  const { workshop, agenda, may } = view;
  const mayChange = may.lead && workshop.state !== 'closed';
  const days = daysOf(workshop);
  return {
    crumbs: workshopCrumbs(words, workshop, state.session === undefined ? [] : [agendaCrumb(words, workshop.id)]),
    title: t(`page.workshop-setup.agenda.${state.session === undefined ? 'title' : 'change-title'}`),
    said: state.said,
    zone: t('page.workshop-setup.agenda.zone', { zone: workshop.timeZone }),
    // Days of points that were there before the dates changed stay in sight.
    days: [...new Set([...days, ...agenda.map(({ day }) => day)])].sort().map((day) => ({
      name: format.date(day),
      outside: !days.includes(day),
      sessions: agenda.filter((session) => session.day === day).map((session) => lineOf(words, view, session)),
    })),
    empty: agenda.length === 0,
    suggest: mayChange && agenda.length === 0 ? href(ROUTES.suggestAgenda, { workshop: workshop.id }) : undefined,
    form: mayChange ? formOf(words, view, state) : undefined,
  };
}

const agendaCrumb = ({ t }: Words, workshop: string) => ({
  href: href(ROUTES.workshopAgenda, { workshop }),
  label: t('page.workshop-setup.agenda.title'),
});

function lineOf({ t }: Words, { workshop, may }: WorkshopView, session: AgendaSession) {
  const address = { workshop: workshop.id, session: session.id };
  const mayChange = may.lead && workshop.state !== 'closed';
  return {
    time: t('page.workshop-setup.agenda.time', { starts: session.starts, ends: session.ends }),
    title: session.title,
    kind: t(`page.workshop-room.session-kind.${session.kind}`),
    isOn: session.id === workshop.session,
    change: mayChange ? href(ROUTES.workshopSession, address) : undefined,
  };
}

function formOf(words: Words, { workshop, agenda }: WorkshopView, { session, typed, faults }: AgendaState): object {
  const { t, format } = words;
  const label = (name: string): string => t(`page.workshop-setup.agenda.${name}`);
  const body = new FormFields(typed ?? (session === undefined ? afterLast(agenda, workshop.startsOn) : { ...session }));
  const errors = errorsOf(words, faults ?? [], { field: (path) => path, label });
  const days = daysOf(workshop).map((day) => ({ value: day, label: format.date(day) }));
  const kinds = SESSION_KINDS.map((kind) => ({ value: kind, label: t(`page.workshop-room.session-kind.${kind}`) }));
  const time = (name: string) =>
    field(name, label(name), { type: 'time', width: 'width-short', value: body.text(name), errors });
  return {
    action:
      session === undefined
        ? href(ROUTES.workshopAgenda, { workshop: workshop.id })
        : href(ROUTES.workshopSession, { workshop: workshop.id, session: session.id }),
    submit: label(session === undefined ? 'add' : 'save'),
    remove:
      session === undefined ? undefined : href(ROUTES.removeSession, { workshop: workshop.id, session: session.id }),
    errors: summaryOf(errors),
    day: choiceField('day', label('day'), days, { value: body.text('day'), errors }),
    starts: time('starts'),
    ends: time('ends'),
    title: field('title', label('what'), { value: body.text('title'), maxlength: 200, errors }),
    kind: choiceField('kind', label('kind'), kinds, { hint: label('kind-hint'), value: body.text('kind'), errors }),
  };
}

/** Where the last point ends: agendas are typed from the first to the last. */
function afterLast(agenda: readonly AgendaSession[], startsOn: string): FormBody {
  const last = agenda.at(-1);
  return { day: last?.day ?? startsOn, starts: last?.ends ?? '09:00', ends: '', title: '', kind: 'talk' };
}

type Step = readonly [starts: string, ends: string, name: string, kind: AgendaSession['kind']];
const FIRST: readonly Step[] = [
  ['09:00', '09:30', 'opening', 'talk'],
  ['09:30', '10:00', 'quiz-before', 'quiz'],
  ['10:00', '10:45', 'introduction', 'talk'],
  ['10:45', '11:00', 'break', 'break'],
  ['11:00', '12:30', 'answering', 'answering'],
  ['12:30', '13:30', 'lunch', 'break'],
  ['13:30', '16:00', 'answering-on', 'answering'],
  ['16:00', '16:30', 'day-end', 'talk'],
];
const SECOND: readonly Step[] = [
  ['09:00', '10:30', 'results', 'groups'],
  ['10:30', '10:45', 'break', 'break'],
  ['10:45', '12:30', 'practices', 'talk'],
  ['12:30', '13:30', 'lunch', 'break'],
  ['13:30', '16:00', 'mixed', 'groups'],
  ['16:00', '16:30', 'day-end', 'talk'],
];
const LAST: readonly Step[] = [
  ['09:00', '10:45', 'clauses', 'clauses'],
  ['10:45', '11:00', 'break', 'break'],
  ['11:00', '12:30', 'commitments', 'commitments'],
  ['12:30', '13:30', 'lunch', 'break'],
  ['13:30', '14:30', 'adoption', 'clauses'],
  ['14:30', '15:00', 'quiz-after', 'quiz'],
  ['15:00', '15:30', 'closing', 'talk'],
];

/** Three days as a workshop of this kind is held; shorter ones keep the first and the last, longer ones repeat the second. */
export function suggestedAgenda({ t }: Words, { workshop }: WorkshopView): readonly SessionInput[] {
  const days = daysOf(workshop);
  return days.flatMap((day, at) => {
    const steps = at === 0 ? FIRST : at === days.length - 1 ? LAST : SECOND;
    return steps
      .filter(([, , , kind]) => workshop.quiz || kind !== 'quiz')
      .map(([starts, ends, name, kind]) => ({
        day,
        starts,
        ends,
        title: t(`page.workshop-setup.suggested.${name}`),
        kind,
      }));
  });
}

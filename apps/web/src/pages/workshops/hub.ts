import type { WorkshopView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { daysText, workshopTag } from './workshop-words.js';

/** When a page of a workshop is needed. */
const STAGES = ['before', 'room', 'after'] as const;

interface HubLine {
  readonly stage: (typeof STAGES)[number];
  /** Text of the link; `${text}-note` says what is there. */
  readonly text: string;
  readonly href: (workshop: string) => string;
  /** For whoever leads the workshop alone. */
  readonly led?: true;
  /** Of something to be done before the first day. Undefined: nobody can tell. */
  readonly done?: (view: WorkshopView) => boolean;
}

/** A route that names the workshop and nothing else. */
const to =
  (route: keyof typeof ROUTES) =>
  (workshop: string): string =>
    href(ROUTES[route] as typeof ROUTES.workshop, { workshop });

/** Every page of a workshop, in the order in which it is needed. A new page adds its line. */
const LINES: readonly HubLine[] = [
  {
    stage: 'before',
    text: 'page.workshop-setup.hub.agenda',
    href: to('workshopAgenda'),
    done: ({ agenda }) => agenda.length > 0,
  },
  {
    stage: 'before',
    text: 'page.workshop-setup.hub.roster',
    href: to('workshopRoster'),
    led: true,
    done: ({ roster }) => roster.length > 0,
  },
  {
    stage: 'before',
    text: 'page.workshop-setup.hub.groups',
    href: to('workshopGroups'),
    led: true,
    done: ({ groups }) => groups.some(({ kind }) => kind === 'mixed'),
  },
  {
    stage: 'before',
    text: 'page.workshop-setup.hub.sheets',
    href: to('workshopSheets'),
    led: true,
    done: ({ groups }) => groups.some(({ sheetSentAt }) => sheetSentAt !== undefined),
  },
  { stage: 'before', text: 'page.workshop-setup.hub.badges', href: to('workshopBadges'), led: true },
  { stage: 'before', text: 'page.wall.hub.poster', href: to('poster'), led: true },
  { stage: 'room', text: 'page.wall.hub.screen', href: to('wall'), led: true },
  { stage: 'room', text: 'page.wall.hub.attendance', href: to('attendance'), led: true },
  { stage: 'room', text: 'page.workshop-groups.hub.results', href: to('groupResults'), led: true },
  { stage: 'room', text: 'page.workshop-text.hub.text', href: to('workshopText'), led: true },
  { stage: 'room', text: 'page.workshop-text.hub.commitments', href: to('workshopCommitments'), led: true },
  { stage: 'room', text: 'page.workshop-text.hub.offers', href: to('workshopOffers'), led: true },
  { stage: 'after', text: 'page.workshop-papers.hub.papers', href: to('workshopPapers'), led: true },
  { stage: 'after', text: 'page.workshop-after.hub.network', href: to('workshopNetwork'), led: true },
];

export function hubView(words: Words, view: WorkshopView, said?: string): object {
  const { t } = words;
  const { workshop, may } = view;
  const lines = LINES.filter(({ led }) => led !== true || may.lead);
  // Once it is open, the room decides what comes next.
  const isPlanning = may.lead && workshop.state === 'planned';
  const next = isPlanning ? lines.find(({ done }) => done?.(view) === false) : undefined;
  return {
    crumbs: [{ href: ROUTES.workshops, label: t('page.workshop-setup.list.title') }],
    said: said === undefined ? undefined : t(`page.workshop-setup.said.${said}`),
    title: workshop.title,
    tag: workshopTag(words, workshop.state),
    lead: t('page.workshop-setup.hub.where', { place: workshop.place, days: daysText(words, workshop) }),
    facts: factsOf(words, view),
    edit: may.lead && workshop.state !== 'closed' ? href(ROUTES.editWorkshop, { workshop: workshop.id }) : undefined,
    next: next === undefined ? undefined : { label: t(next.text), href: next.href(workshop.id) },
    stages: STAGES.flatMap((stage) => stageOf(words, view, { stage, lines })),
    doors: may.lead ? doorsOf(words, view) : undefined,
  };
}

function stageOf(
  { t }: Words,
  view: WorkshopView,
  { stage, lines }: { readonly stage: HubLine['stage']; readonly lines: readonly HubLine[] },
) {
  const shown = lines.filter((line) => line.stage === stage);
  if (shown.length === 0) return [];
  return [
    {
      title: t(`page.workshop-setup.stage.${stage}`),
      lines: shown.map((line) => ({
        href: line.href(view.workshop.id),
        title: t(line.text),
        note: t(`${line.text}-note`),
        tag: tagOf(t, line.done?.(view)),
      })),
    },
  ];
}

const tagOf = (t: Words['t'], done: boolean | undefined) =>
  done === undefined
    ? undefined
    : { class: done ? 'tag--positive' : 'tag--plain', label: t(`page.workshop-setup.hub.${done ? 'done' : 'open'}`) };

function factsOf({ t, format }: Words, { workshop, roster, groups, may }: WorkshopView) {
  const fact = (name: string, value: string) =>
    value === '' ? [] : [{ label: t(`page.workshop-setup.fact.${name}`), value }];
  return [
    ...fact('organisers', format.list(workshop.organisers)),
    ...fact('donors', format.list(workshop.donors)),
    ...fact('purpose', workshop.purpose ?? ''),
    ...(may.lead ? fact('people', t('page.workshop-setup.people', { count: roster.length })) : []),
    ...fact('groups', t('page.workshop-setup.groups-count', { count: groups.length })),
  ];
}

/** What opens and closes the workshop and its door. */
function doorsOf({ t }: Words, { workshop, roster }: WorkshopView): object {
  const { state, joining, joinCode } = workshop;
  const button = (move: string, style = 'btn-secondary') => ({
    move,
    class: style,
    label: t(`page.workshop-setup.move.${move}`),
  });
  const buttons = {
    planned: [button('open', 'btn-primary')],
    open: [button(joining ? 'shut' : 'admit'), button('renew'), button('close', 'btn-danger')],
    closed: [button('reopen')],
  }[state];
  return {
    action: href(ROUTES.moveWorkshop, { workshop: workshop.id }),
    what: t(`page.workshop-setup.doors.${state === 'open' ? (joining ? 'admitting' : 'shut') : state}`),
    code: state === 'closed' ? undefined : joinCode,
    seated: t('page.workshop-setup.seated', {
      count: roster.filter(({ seated }) => seated).length,
      all: roster.length,
    }),
    buttons,
  };
}

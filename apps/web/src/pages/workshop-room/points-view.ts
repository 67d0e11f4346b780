import {
  CLAUSE_ADDRESSEES,
  POINT_KINDS,
  type GroupPoint,
  type GroupSide,
  type GroupView,
  type Seat,
} from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { memberName } from './group-words.js';

export interface TypedPoint {
  readonly fields: FormFields;
  readonly errors: FormErrors;
}
interface PointsOf {
  readonly seat: Seat;
  readonly view: GroupView;
  readonly group: GroupSide;
  readonly errors: FormErrors;
  readonly typed?: TypedPoint;
}

const BODY_ROWS = 3;
/** What a mixed group may begin with. */
const PROMPTS = ['own', 'others', 'first', 'help'] as const;

export const sideOf = (seat: Seat, { group }: GroupPoint): GroupSide =>
  group === seat.mixedGroup ? 'mixed' : 'agency';

/** What one of the two groups has written down, and a form for one more. */
export function pointsView(words: Words, of: PointsOf): object {
  const { t } = words;
  const { seat, view, group } = of;
  const working = group === 'mixed' ? view.work.mixedGroup : view.work.group;
  const points = view.work.points.filter((one) => one.group === working?.id);
  const isOpen = seat.state === 'open' && working !== undefined;
  return {
    title: t(`page.workshop-groups.points.title-${group}`),
    errors: summaryOf(of.errors, 'new'),
    name: working?.name,
    lead: t(`page.workshop-groups.points.lead-${group}`),
    prompts: group === 'mixed' ? PROMPTS.map((id) => t(`page.workshop-groups.points.prompt.${id}`)) : [],
    ways: waysOf(words, seat, group),
    kinds: POINT_KINDS.map((kind) => ({
      title: t(`page.workshop-groups.points.kind.${kind}`),
      points: points.filter((one) => one.kind === kind).map((one) => lineOf(words, of, one)),
    })),
    none: points.length === 0,
    form: isOpen
      ? {
          ...formView(words, view, { group, ...(of.typed && { typed: of.typed }) }),
          action: ROUTES.roomPoints,
          next: hereOf(group),
        }
      : undefined,
  };
}

const hereOf = (group: GroupSide) => (group === 'mixed' ? ROUTES.roomMixed : ROUTES.roomPoints);

function waysOf({ t }: Words, seat: Seat, group: GroupSide): readonly object[] {
  const other =
    group === 'mixed'
      ? [{ href: ROUTES.roomPoints, label: t('page.workshop-groups.points.to-own') }]
      : [
          ...(seat.mixedGroup === undefined
            ? []
            : [{ href: ROUTES.roomMixed, label: t('page.workshop-groups.points.to-mixed') }]),
        ];
  const library =
    group === 'agency' && seat.group?.kind === 'agency'
      ? [{ href: ROUTES.roomProposals, label: t('page.workshop-groups.proposals.title') }]
      : [];
  return [...other, ...library];
}

function lineOf(words: Words, { seat, view, group }: PointsOf, point: GroupPoint): object {
  const { t } = words;
  const isForward = point.putForwardAt !== undefined;
  const isOpen = seat.state === 'open';
  return {
    id: point.id,
    group,
    body: point.body,
    about: [
      ...(point.addressee === undefined ? [] : [t(`workshop.addressee.${point.addressee}`)]),
      ...(point.dimension === undefined ? [] : [t(`${point.dimension}.title`)]),
      memberName(words, view.work, point.by),
    ].join(' · '),
    isForward,
    change: isOpen ? href(ROUTES.roomPoint, { point: point.id }) : undefined,
    move: isOpen ? href(ROUTES.movePoint, { point: point.id }) : undefined,
    next: hereOf(group),
    to: isForward ? 'group' : 'plenary',
    label: t(`page.workshop-groups.points.${isForward ? 'take-back' : 'put-forward'}`),
  };
}

interface PointForm {
  readonly group: GroupSide;
  readonly point?: GroupPoint;
  readonly typed?: TypedPoint;
}

function formView({ t }: Words, { published }: GroupView, { group, point, typed }: PointForm): object {
  const errors = typed?.errors ?? [];
  const written = typed === undefined ? storedOf(point) : typedOf(typed);
  const id = (name: string) => `new-${name}`;
  const none = { value: '', label: t('page.workshop-groups.points.nobody') };
  return {
    group,
    id: point?.id ?? '',
    revision: point?.revision ?? 0,
    kind: choiceField(
      'pointKind',
      t('page.workshop-groups.field.pointKind'),
      POINT_KINDS.map((kind) => ({ value: kind, label: t(`page.workshop-groups.points.one.${kind}`) })),
      { id: id('pointKind'), value: written.pointKind, errors },
    ),
    body: field('body', t('page.workshop-groups.field.body'), {
      id: id('body'),
      value: written.body,
      hint: t('page.workshop-groups.points.body-hint'),
      rows: BODY_ROWS,
      maxlength: 1000,
      errors,
    }),
    addressee: choiceField(
      'addressee',
      t('page.workshop-groups.field.addressee'),
      [none, ...CLAUSE_ADDRESSEES.map((one) => ({ value: one, label: t(`workshop.addressee.${one}`) }))],
      {
        id: id('addressee'),
        value: written.addressee,
        hint: t('page.workshop-groups.points.addressee-hint'),
        errors,
      },
    ),
    dimension: choiceField(
      'dimension',
      t('page.workshop-groups.field.dimension'),
      [
        { value: '', label: t('page.workshop-groups.points.no-dimension') },
        ...published.instrument.dimensions.map((one) => ({ value: one.id, label: t(`${one.id}.title`) })),
      ],
      { id: id('dimension'), value: written.dimension, errors },
    ),
  };
}

interface Written {
  readonly pointKind: string;
  readonly body: string;
  readonly addressee: string;
  readonly dimension: string;
}
const storedOf = (point: GroupPoint | undefined): Written => ({
  pointKind: point?.kind ?? 'proposal',
  body: point?.body ?? '',
  addressee: point?.addressee ?? '',
  dimension: point?.dimension ?? '',
});
const typedOf = ({ fields }: TypedPoint): Written => ({
  pointKind: fields.text('pointKind'),
  body: fields.text('body'),
  addressee: fields.text('addressee'),
  dimension: fields.text('dimension'),
});

/** One point to be worded anew, or taken away. */
export function pointView(
  words: Words,
  {
    seat,
    view,
    point,
    typed,
  }: { readonly seat: Seat; readonly view: GroupView; readonly point: GroupPoint; readonly typed?: TypedPoint },
): object {
  const group = sideOf(seat, point);
  return {
    errors: summaryOf(typed?.errors ?? [], 'new'),
    form: {
      ...formView(words, view, { group, point, ...(typed && { typed }) }),
      action: href(ROUTES.roomPoint, { point: point.id }),
      next: hereOf(group),
      rule: point.rule ?? '',
    },
    move: href(ROUTES.movePoint, { point: point.id }),
    back: hereOf(group),
  };
}

import {
  MOST_COMMITMENTS,
  OFFER_KINDS,
  type Offer,
  type RemovedCommitment,
  type RoomCommitments,
  type RoomOffers,
  type Seat,
} from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { commitmentsByCountry, offerMatrix } from '../workshops/promises-view.js';

export interface TypedPromise {
  readonly position: number;
  readonly fields: FormFields;
  readonly errors: FormErrors;
}

interface ShownCommitments {
  readonly view: RoomCommitments;
  readonly typed?: TypedPromise | undefined;
  readonly removed?: (RemovedCommitment & { readonly position: number }) | undefined;
  readonly saved: boolean;
}

/** The agency's own actions, each a form, above what everybody undertakes. */
export function roomCommitmentsView(words: Words, seat: Seat, shown: ShownCommitments): object {
  const { t } = words;
  const { view, typed, removed, saved } = shown;
  const isAgency = seat.group?.kind === 'agency';
  const writes = isAgency && view.room.state === 'open';
  return {
    errors: summaryOf(typed?.errors ?? []),
    saved,
    title: t('page.workshop-text.commitments.title'),
    lead: t(isAgency ? 'page.workshop-text.promise.lead' : 'page.workshop-text.promise.lead-guest'),
    removed: removed === undefined ? undefined : { ...removed, action: actionOf(removed.position), revision: 0 },
    actions: writes
      ? Array.from({ length: MOST_COMMITMENTS }, (_, at) => actionForm(words, seat, { ...shown, position: at + 1 }))
      : [],
    countries: commitmentsByCountry(words, view),
  };
}

const actionOf = (position: number): string => href(ROUTES.roomCommitment, { position: String(position) });

function actionForm(
  words: Words,
  seat: Seat,
  { view, typed, position }: ShownCommitments & { readonly position: number },
): object {
  const { t, format } = words;
  const stands = view.commitments.find((one) => one.group === seat.group?.id && one.position === position);
  const mine = typed?.position === position ? typed : undefined;
  const input = (name: 'what' | 'owner' | 'due' | 'help', options: object = {}) =>
    field(name, t(`page.workshop-text.promise.field.${name}`), {
      id: mine === undefined ? `${name}-${position}` : name,
      value: mine?.fields.text(name) ?? stands?.[name] ?? '',
      hint: t(`page.workshop-text.promise.hint.${name}`, {
        from: format.date(view.due.from),
        to: format.date(view.due.to),
      }),
      errors: mine?.errors ?? [],
      ...options,
    });
  return {
    id: `action-${position}`,
    title: t('page.workshop-text.promise.action', { number: position }),
    // The first empty one invites; what is there is read, and opened to change it.
    open: mine !== undefined || (stands === undefined && isNextEmpty(view, seat, position)),
    about: stands?.what,
    action: actionOf(position),
    next: href(ROUTES.roomCommitments, {}, { query: { saved: '1' } }),
    position,
    revision: stands?.revision ?? 0,
    what: input('what', { rows: 2, maxlength: 500 }),
    owner: input('owner', { maxlength: 200 }),
    due: input('due', { type: 'date', width: 'width-date' }),
    help: input('help', { rows: 2, maxlength: 500, optional: true }),
    remove: stands === undefined ? undefined : href(ROUTES.removeRoomCommitment, { position: String(position) }),
  };
}

function isNextEmpty({ commitments }: RoomCommitments, seat: Seat, position: number): boolean {
  const taken = commitments.filter(({ group }) => group === seat.group?.id).map((one) => one.position);
  const free = [1, 2, 3].find((one) => !taken.includes(one));
  return free === position;
}

export interface TypedOffer {
  readonly fields: FormFields;
  readonly errors: FormErrors;
}

interface ShownOffers {
  readonly view: RoomOffers;
  readonly typed?: TypedOffer | undefined;
  readonly saved: boolean;
  /** Where the group's own result is best and worst. */
  readonly own?: { readonly high: string; readonly low: string } | undefined;
}

export function roomOffersView(words: Words, seat: Seat, { view, typed, saved, own }: ShownOffers): object {
  const { t, find } = words;
  const mine = view.offers.filter(({ group }) => group === seat.group?.id);
  const speaks = seat.group !== undefined;
  const title = (dimension: string): string => find(`${dimension}.title`) ?? dimension;
  return {
    errors: summaryOf(typed?.errors ?? []),
    saved,
    hint:
      own === undefined ? undefined : t('page.workshop-text.give.hint', { high: title(own.high), low: title(own.low) }),
    title: t('page.workshop-text.offers.title'),
    add: speaks && view.room.state === 'open' ? offerForm(words, view, typed) : undefined,
    speaks,
    own: mine.map((offer) => ownOffer(words, offer)),
    ...offerMatrix(words, view),
  };
}

function ownOffer(words: Words, offer: Offer): object {
  const { t } = words;
  const moves = { open: ['met', 'withdrawn'], met: ['open'], withdrawn: ['open'] }[offer.state];
  return {
    kind: t(`page.workshop-text.give.kind.${offer.kind}`),
    subject: words.find(`${offer.dimension}.title`) ?? offer.dimension,
    body: offer.body,
    state: { open: offer.state === 'open', label: t(`page.workshop-text.offers.state.${offer.state}`) },
    action: href(ROUTES.roomOffer, { offer: offer.id }),
    next: href(ROUTES.roomOffers, {}, { query: { saved: '1' } }),
    id: offer.id,
    revision: offer.revision,
    moves: moves.map((value) => ({ value, label: t(`page.workshop-text.give.do.${value}`) })),
  };
}

function offerForm(words: Words, { published }: RoomOffers, typed: TypedOffer | undefined): object {
  const { t } = words;
  const errors = typed?.errors ?? [];
  const value = (name: string): string => typed?.fields.text(name) ?? '';
  const kinds = OFFER_KINDS.map((kind) => ({ value: kind, label: t(`page.workshop-text.give.choice.${kind}`) }));
  return {
    action: ROUTES.roomOffers,
    next: href(ROUTES.roomOffers, {}, { query: { saved: '1' } }),
    kind: choiceField('kind', t('page.workshop-text.give.field.kind'), kinds, { value: value('kind'), errors }),
    dimension: choiceField('dimension', t('page.workshop-text.give.field.dimension'), subjectsIn(words, published), {
      value: value('dimension'),
      errors,
    }),
    body: field('body', t('page.workshop-text.give.field.body'), {
      value: value('body'),
      hint: t('page.workshop-text.give.body-hint'),
      rows: 2,
      maxlength: 500,
      errors,
    }),
  };
}

const subjectsIn = ({ t, find }: Words, published: RoomOffers['published']) => [
  { value: '', label: t('page.workshop-text.give.choose') },
  ...(published?.instrument.dimensions ?? []).map(({ id }) => ({ value: id, label: find(`${id}.title`) ?? id })),
];

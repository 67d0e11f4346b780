import {
  CLAUSE_ADDRESSEES,
  isStale,
  STANCES,
  type Clause,
  type ClauseView,
  type RoomText,
  type Seat,
} from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { TextWords } from '../workshops/text-words.js';

/** Says how the agency stands to a clause; guests have no position. */
function ownPosition(of: TextWords, seat: Seat, clause: Clause) {
  if (seat.group?.kind !== 'agency') return undefined;
  const { t } = of.words;
  const own = of.positionsOf(clause).find(({ group }) => group === seat.group?.id);
  if (own === undefined) return { text: t('page.workshop-text.room.own-none'), class: 'tag--plain' };
  if (isStale(own, clause)) return { text: t('page.workshop-text.room.own-stale'), class: 'tag--attention' };
  const stance = t(`page.workshop-text.stance.${own.stance}`);
  return { text: t('page.workshop-text.room.own', { stance }), class: '' };
}

const mayTalk = ({ room }: Pick<RoomText, 'room'>): boolean => room.lockedAt === undefined && room.state === 'open';

/** The whole text, read along on a phone. */
export function roomTextView(words: Words, seat: Seat, text: RoomText): object {
  const { t } = words;
  const of = new TextWords(words, text);
  const isAgency = seat.group?.kind === 'agency';
  const way = mayTalk(text) ? (isAgency ? 'speak' : 'comment-only') : 'read';
  return {
    lead: t(isAgency ? 'page.workshop-text.room.lead' : 'page.workshop-text.room.lead-guest'),
    locked: text.room.lockedAt !== undefined,
    empty: text.clauses.length === 0,
    parts: CLAUSE_ADDRESSEES.map((addressee) => ({
      id: `for-${addressee}`,
      title: t(`workshop.addressee.${addressee}`),
      clauses: text.clauses
        .filter((clause) => clause.addressee === addressee)
        .map((clause, place) => ({
          id: `clause-${clause.id}`,
          number: place + 1,
          ...of.text(clause),
          mark: of.mark(clause),
          tally: of.tally(clause).join(' · '),
          own: ownPosition(of, seat, clause),
          link: href(ROUTES.roomClause, { clause: clause.id }),
          way: t(`page.workshop-text.room.${way}`),
        })),
    })).filter(({ clauses }) => clauses.length > 0),
  };
}

export interface TypedOnClause {
  /** Which of the two forms was refused. */
  readonly form: 'comment' | 'position';
  readonly fields: FormFields;
  readonly errors: FormErrors;
}

/** One clause in every language that it has, with what everybody said, and the forms to say something. */
export function roomClauseView(
  words: Words,
  seat: Seat,
  { view, typed, saved }: { readonly view: ClauseView; readonly typed?: TypedOnClause; readonly saved: boolean },
): object {
  const { clause, room } = view;
  const of = new TextWords(words, view);
  const { text, language, other } = of.text(clause);
  const others = room.languages.filter((one) => one !== language && clause.texts[one] !== undefined);
  const talks = mayTalk(view) && seat.group !== undefined;
  return {
    errors: summaryOf(typed?.errors ?? []),
    saved,
    addressee: of.addressee(clause),
    text,
    language,
    other,
    others: others.map((one) => ({ language: one, text: clause.texts[one] ?? '' })),
    mark: of.mark(clause),
    tally: of.tally(clause).join(' · '),
    locked: room.lockedAt !== undefined,
    own: ownPosition(of, seat, clause),
    positions: view.positions.map((one) => of.position(one, clause)),
    comments: view.comments.map(({ group, body, saidAt, settledAt }) => ({
      from: of.group(group),
      body,
      at: of.when(saidAt),
      settled: settledAt === undefined ? undefined : words.t('page.workshop-text.settled'),
    })),
    position: talks && seat.group.kind === 'agency' ? positionForm(words, seat, { view, typed }) : undefined,
    comment: talks ? commentForm(words, clause, typed) : undefined,
    next: nextOf(view),
    back: href(ROUTES.roomText, {}, { fragment: `clause-${clause.id}` }),
  };
}

interface OnClause {
  readonly view: ClauseView;
  readonly typed?: TypedOnClause | undefined;
}

function positionForm({ t }: Words, seat: Seat, { view, typed }: OnClause): object {
  const { clause, positions } = view;
  const own = positions.find(({ group }) => group === seat.group?.id);
  const mine = typed?.form === 'position' ? typed : undefined;
  const errors = mine?.errors ?? [];
  const valueOf = (name: string, stands = ''): string => mine?.fields.text(name) ?? stands;
  const choices = STANCES.map((value) => ({ value, label: t(`page.workshop-text.room.choice.${value}`) }));
  return {
    action: href(ROUTES.roomPosition, { clause: clause.id }),
    next: href(ROUTES.roomText, {}, { query: { saved: '1' }, fragment: `clause-${clause.id}` }),
    clause: clause.id,
    revision: clause.revision,
    stance: choiceField('stance', t('page.workshop-text.room.position'), choices, {
      // What was said of older words is to be said again.
      value: valueOf('stance', own !== undefined && isStale(own, clause) ? '' : own?.stance),
      hint: t('page.workshop-text.room.position-about'),
      errors,
    }),
    reason: field('reason', t('page.workshop-text.room.field.reason'), {
      value: valueOf('reason', own?.reason),
      hint: t('page.workshop-text.room.reason-hint'),
      rows: 2,
      maxlength: 1000,
      optional: true,
      errors,
    }),
  };
}

function commentForm({ t }: Words, clause: Clause, typed: TypedOnClause | undefined): object {
  const mine = typed?.form === 'comment' ? typed : undefined;
  return {
    action: href(ROUTES.roomComment, { clause: clause.id }),
    next: href(ROUTES.roomClause, { clause: clause.id }, { query: { saved: '1' }, fragment: 'comments' }),
    clause: clause.id,
    body: field('body', t('page.workshop-text.room.comment'), {
      value: mine?.fields.text('body') ?? '',
      hint: t('page.workshop-text.room.comment-hint'),
      rows: 3,
      maxlength: 1000,
      errors: mine?.errors ?? [],
    }),
  };
}

/** In the order of the text. */
function nextOf({ clauses, clause }: ClauseView): string | undefined {
  const order = CLAUSE_ADDRESSEES.flatMap((addressee) => clauses.filter((one) => one.addressee === addressee));
  const next = order[order.findIndex(({ id }) => id === clause.id) + 1];
  return next === undefined ? undefined : href(ROUTES.roomClause, { clause: next.id });
}

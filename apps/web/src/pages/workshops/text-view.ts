import {
  CLAUSE_ADDRESSEES,
  CLAUSE_MARKS,
  openClauses,
  type Clause,
  type LedText,
  type PointForward,
} from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { languageName } from '../shell/language-names.js';
import { TextWords } from './text-words.js';

/** The whole text as those who lead the workshop work on it. */
export function textView(words: Words, text: LedText, said: string | undefined): object {
  const { t } = words;
  const { room, clauses } = text;
  const of = new TextWords(words, text);
  const here = { workshop: room.id };
  const canEdit = room.lockedAt === undefined && room.state !== 'closed';
  return {
    crumbs: [{ href: href(ROUTES.workshop, here), label: room.title }],
    said,
    summary: clauses.length === 0 ? undefined : summaryOf(words, clauses),
    locked: room.lockedAt === undefined ? undefined : { at: of.when(room.lockedAt), unlock: unlockOf(text) },
    canEdit,
    add: href(ROUTES.addClause, here),
    lock: canEdit && room.state === 'open' && clauses.length > 0 ? href(ROUTES.lockText, here) : undefined,
    commitments: href(ROUTES.workshopCommitments, here),
    offers: href(ROUTES.workshopOffers, here),
    parts: CLAUSE_ADDRESSEES.map((addressee) => ({
      id: `for-${addressee}`,
      title: t(`workshop.addressee.${addressee}`),
      clauses: clausesFor(of, { text, addressee, canEdit }),
    })).filter((part) => part.clauses.length > 0),
    points: text.points.map((point) => pointLine(of, { point, text, canEdit })),
    withdrawn: text.withdrawn.map((clause) => ({
      ...of.text(clause),
      restore: canEdit ? href(ROUTES.restoreClause, { ...here, clause: clause.id }) : undefined,
      link: href(ROUTES.clause, { ...here, clause: clause.id }),
    })),
  };
}

const unlockOf = ({ room }: LedText): string | undefined =>
  room.frozen || room.state === 'closed' ? undefined : href(ROUTES.unlockText, { workshop: room.id });

function summaryOf({ t, format }: Words, clauses: readonly Clause[]): string {
  const counted = CLAUSE_MARKS.map((mark) => [mark, clauses.filter((one) => one.mark === mark).length] as const)
    .filter(([, count]) => count > 0)
    .map(([mark, count]) => t(`page.workshop-text.marked.${mark}`, { count }));
  return t('page.workshop-text.summary', { count: clauses.length, marks: format.list(counted) });
}

function clausesFor(
  of: TextWords,
  { text, addressee, canEdit }: { readonly text: LedText; readonly addressee: string; readonly canEdit: boolean },
): readonly object[] {
  const beside = text.clauses.filter((clause) => clause.addressee === addressee);
  return beside.map((clause, place) => ({
    ...clauseLine(of, clause, text),
    number: place + 1,
    edit: canEdit ? editOf(of, clause, { first: place === 0, last: place === beside.length - 1 }) : undefined,
  }));
}

function clauseLine(of: TextWords, clause: Clause, { room }: LedText): object {
  const { t, format } = of.words;
  const missing = room.languages.filter((language) => clause.texts[language] === undefined);
  const open = of.commentsOn(clause).filter(({ settledAt }) => settledAt === undefined).length;
  const names = missing.map((language) => languageName(of.words, language));
  return {
    id: `clause-${clause.id}`,
    ...of.text(clause),
    mark: of.mark(clause),
    dimension: of.dimension(clause.dimension),
    tally: of.tally(clause).join(' · '),
    reservations: of
      .positionsOf(clause)
      .filter(({ stance }) => stance === 'reserves')
      .map((one) => of.position(one, clause)),
    comments: open === 0 ? undefined : t('page.workshop-text.comments-open', { count: open }),
    missing: missing.length === 0 ? undefined : t('page.workshop-text.not-in', { languages: format.list(names) }),
    link: href(ROUTES.clause, { workshop: room.id, clause: clause.id }),
  };
}

function editOf(
  { words: { t } }: TextWords,
  { workshop, id, mark, revision }: Clause,
  { first, last }: { readonly first: boolean; readonly last: boolean },
): object {
  const here = { workshop, clause: id };
  return {
    mark: href(ROUTES.markClause, here),
    move: href(ROUTES.moveClause, here),
    withdraw: href(ROUTES.withdrawClause, here),
    revision,
    marks: CLAUSE_MARKS.map((value) => ({
      value,
      label: t(`page.workshop-text.mark.${value}`),
      isCurrent: value === mark,
      focus: `clause-${id}-${value}`,
    })),
    up: !first,
    down: !last,
  };
}

function pointLine(
  of: TextWords,
  { point, text, canEdit }: { readonly point: PointForward; readonly text: LedText; readonly canEdit: boolean },
): object {
  const used = text.clauses.some((clause) => clause.point === point.id);
  const { t } = of.words;
  return {
    body: point.body,
    kind: t(`page.workshop-text.point.${point.kind}`),
    from: of.group(point.group),
    used: used ? t('page.workshop-text.point.used') : undefined,
    draft: canEdit ? href(ROUTES.addClause, { workshop: text.room.id }, { query: { point: point.id } }) : undefined,
  };
}

/** Before the text is locked: what is still open is named. */
export function lockView(words: Words, text: LedText, changed: boolean): object {
  const of = new TextWords(words, text);
  const open = openClauses(text.clauses);
  const here = { workshop: text.room.id };
  return {
    crumbs: [
      { href: href(ROUTES.workshop, here), label: text.room.title },
      { href: href(ROUTES.workshopText, here), label: words.t('page.workshop-text.title') },
    ],
    changed,
    lead: words.t('page.workshop-text.lock.open', { count: open.length }),
    open: open.map((clause) => ({ id: clause.id, ...of.text(clause), addressee: of.addressee(clause) })),
    action: href(ROUTES.lockText, here),
    back: href(ROUTES.workshopText, here),
  };
}

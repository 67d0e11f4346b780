import { LINK_HOLDER, SEAT_HOLDER, SYSTEM, VISITOR, userId, type AuditLine, type UserId } from '@isonomia/application';
import type { Words } from '../shell/words.js';

type Names = ReadonlyMap<UserId, string>;

/** One row as a person reads it. */
export interface Told {
  readonly who: string;
  readonly did: string;
  readonly about: string;
  readonly notes: string;
}

/** A row of an older or a newer version of the product says what it says in its own words. */
export function tell(words: Words, line: AuditLine, names: Names): Told {
  const { find } = words;
  return {
    who: whoIs(words, line.actor, names),
    did: find(`page.audit.did.${line.action}`) ?? line.action,
    about: aboutOf(words, line, names),
    notes: notesOf(words, line, names, true),
  };
}

export function whoIs({ t }: Words, actor: UserId, names: Names): string {
  if (actor === SYSTEM) return t('page.audit.who.system');
  if (actor === VISITOR) return t('page.audit.who.visitor');
  if (actor === LINK_HOLDER) return t('page.audit.who.link');
  if (actor === SEAT_HOLDER) return t('page.audit.who.seat');
  return names.get(actor) ?? t('page.audit.who.gone', { id: actor });
}

const PEOPLE: ReadonlySet<string> = new Set(['user', 'person']);

function aboutOf(words: Words, { subject }: AuditLine, names: Names): string {
  const { t, find } = words;
  if (PEOPLE.has(subject.kind)) return whoIs(words, userId(subject.id), names);
  const kind = find(`page.audit.kind.${subject.kind}`) ?? subject.kind;
  if (subject.kind === 'audit') return find(`page.audit.of.${subject.id}`) ?? kind;
  return subject.id === subject.kind ? kind : t('page.audit.about', { kind, id: subject.id });
}

/** What no page needs: the file has it. */
const LONG_IDS: ReadonlySet<string> = new Set(['sha256', 'outcome', 'assessment', 'file']);

/** Ids, states and counts; a reason in words, another person by name. */
export function notesOf(words: Words, { detail }: AuditLine, names: Names, isPage = false): string {
  const shown = Object.entries(detail).filter(([key]) => !isPage || !LONG_IDS.has(key));
  const parts = shown.map(([key, value]) => noteOf(words, key, value, names));
  return parts.filter((part) => part !== '').join(' · ');
}

function noteOf(words: Words, key: string, value: unknown, names: Names): string {
  const { t, find } = words;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (key === 'count' && typeof value === 'number') return t('page.audit.times', { count: value });
  if (key === 'reason') return find(`page.audit.reason.${text}`) ?? text;
  const label = find(`page.audit.detail.${key}`) ?? key;
  const known = names.get(userId(text)) ?? text;
  return t('page.audit.note', { label, value: known });
}

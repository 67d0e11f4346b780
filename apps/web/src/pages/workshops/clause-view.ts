import type { ClauseVersion, LedClause } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { summaryOf } from '../shell/fields.js';
import { languageName } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';
import { clauseForm, type RefusedClause } from './clause-form.js';
import { TextWords } from './text-words.js';

interface Shown {
  readonly said?: string | undefined;
  readonly refused?: RefusedClause | undefined;
}

/** One clause: its words in every language, what agencies hold of it, and every wording there was. */
export function clauseView(words: Words, view: LedClause, { said, refused }: Shown): object {
  const { t } = words;
  const { room, clause } = view;
  const of = new TextWords(words, view);
  const here = { workshop: room.id };
  const at = { ...here, clause: clause.id };
  const canEdit = room.lockedAt === undefined && room.state !== 'closed' && clause.withdrawnAt === undefined;
  return {
    crumbs: [
      { href: href(ROUTES.workshop, here), label: room.title },
      { href: href(ROUTES.workshopText, here), label: t('page.workshop-text.title') },
    ],
    said,
    errors: summaryOf(refused?.errors ?? []),
    conflict: refused?.current !== undefined,
    title: t('page.workshop-text.clause', { addressee: of.addressee(clause) }),
    mark: of.mark(clause),
    withdrawn: clause.withdrawnAt === undefined ? undefined : t('page.workshop-text.is-withdrawn'),
    locked: room.lockedAt !== undefined,
    texts: room.languages.flatMap((language) => textIn(words, clause.texts[language], language)),
    edit: canEdit ? { action: href(ROUTES.clause, at), ...clauseForm(words, { ...view, refused }) } : undefined,
    tally: of.tally(clause).join(' · '),
    positions: view.positions.map((one) => of.position(one, clause)),
    comments: view.comments.map(({ id, group, body, saidAt, settledAt }) => ({
      from: of.group(group),
      at: of.when(saidAt),
      body,
      settled: settledAt === undefined ? undefined : t('page.workshop-text.settled'),
      settle: canEdit
        ? {
            action: href(ROUTES.settleComment, { ...here, comment: id }),
            value: settledAt === undefined ? 'yes' : 'no',
            label: t(settledAt === undefined ? 'page.workshop-text.settle' : 'page.workshop-text.unsettle'),
          }
        : undefined,
    })),
    history: [...view.history].reverse().map((version) => versionView(of, version, view)),
    back: href(ROUTES.workshopText, here, { fragment: `clause-${clause.id}` }),
  };
}

const textIn = (words: Words, text: string | undefined, language: string): readonly object[] =>
  text === undefined ? [] : [{ language, name: languageName(words, language), text }];

function versionView(of: TextWords, version: ClauseVersion, { names, history }: LedClause): object {
  const { t } = of.words;
  const before = history.find(({ revision }) => revision === version.revision - 1);
  const changed = Object.entries(version.texts).filter(([language, text]) => before?.texts[language] !== text);
  return {
    when: t('page.workshop-text.event.by', {
      name: names.get(version.by) ?? t('page.rounds.sharing.somebody'),
      at: of.when(version.at),
    }),
    what: t(`page.workshop-text.event.${version.event}`),
    mark: of.mark(version),
    addressee: before !== undefined && before.addressee !== version.addressee ? of.addressee(version) : undefined,
    texts: changed.flatMap(([language, text]) => textIn(of.words, text, language)),
  };
}

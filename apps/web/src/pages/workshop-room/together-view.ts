import {
  heldTogether,
  isFigure,
  spreadOf,
  type Consensus,
  type HeldTogether,
  type Spread,
} from '@isonomia/application';
import type { Answer } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { said } from '../assessment/said.js';
import { decimalMarkOf } from '../assessment/typed-number.js';
import { field, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { clock, memberName, namesOf } from './group-words.js';
import { fieldsView, headOf, noteField, NOTE_ROWS, type QuestionOf } from './question-parts.js';

/** What the members answered, what the group holds, and the forms for both. */
export function togetherView(words: Words, of: QuestionOf): object {
  const { t } = words;
  const { question, view, seat } = of;
  const spread = spreadOf(view.work, question, seat.participant);
  const held = heldTogether(view.work, question, seat.participant);
  const isCounted = isFigure(question);
  return {
    head: headOf(words, of),
    errors: summaryOf(of.typed?.errors ?? [], question.id),
    saved: of.saved === true ? t('page.workshop-groups.saved') : undefined,
    own: isCounted ? undefined : href(ROUTES.roomQuestion, { question: question.id }),
    isShown: spread.shown,
    answered: t('page.workshop-groups.spread.answered', { count: spread.answered, members: spread.members }),
    ...(isCounted ? NO_SPREAD : spreadView(words, of, spread)),
    held: heldView(words, of, held),
    ...formsOf(words, of, held),
  };
}

const NO_SPREAD = { spread: undefined, notes: [], silent: undefined };

function spreadView(words: Words, of: QuestionOf, { shown, lines, silent }: Spread): object {
  return {
    spread: lines.map(({ answer, members }) => ({
      lines: said(words, of.question, answer).split('\n'),
      count: members.length,
      names: namesOf(words, members),
    })),
    notes: shown ? notesOf(words, of) : [],
    silent:
      silent.length === 0
        ? undefined
        : words.t('page.workshop-groups.spread.silent', { names: namesOf(words, silent) }),
  };
}

/** For as long as the workshop is open, and once one has answered oneself. */
function formsOf(words: Words, of: QuestionOf, held: HeldTogether): object {
  const { shown } = spreadOf(of.view.work, of.question, of.seat.participant);
  if (of.seat.state !== 'open' || !shown) return { agreement: undefined, consensus: undefined };
  return {
    agreement: held.consensus === undefined ? undefined : agreementView(words, of, held),
    consensus: consensusView(words, of, held.consensus),
  };
}

function notesOf(words: Words, { view, question }: QuestionOf): readonly object[] {
  return view.work.answers.flatMap((one) =>
    one.question !== question.id || one.note === undefined
      ? []
      : [{ name: memberName(words, view.work, one.by), note: one.note }],
  );
}

function heldView(words: Words, { question, view, seat }: QuestionOf, held: HeldTogether): object | undefined {
  const { t } = words;
  const { consensus, agreed, others, silent } = held;
  if (consensus === undefined) return undefined;
  const isSheet = consensus.origin === 'sheet';
  const values = { name: memberName(words, view.work, consensus.by), time: clock(words, seat, consensus.at) };
  return {
    lines: said(words, question, consensus.answer).split('\n'),
    note: consensus.note,
    tag: t(`page.workshop-groups.state.${held.state}`),
    by: t(`page.workshop-groups.held.${isSheet ? 'sheet' : 'by'}`, values),
    agreed: agreed.length === 0 ? undefined : t('page.workshop-groups.held.agreed', { names: namesOf(words, agreed) }),
    others: others.map(({ member, view: text }) => ({ name: member.name, text })),
    silent: silent.length === 0 ? undefined : t('page.workshop-groups.held.silent', { names: namesOf(words, silent) }),
  };
}

function agreementView(
  { t }: Words,
  { question, seat }: QuestionOf,
  { consensus, mine, others }: HeldTogether,
): object {
  return {
    action: href(ROUTES.roomAgreement, { question: question.id }),
    next: href(ROUTES.roomTogether, { question: question.id }),
    revision: consensus?.revision ?? 0,
    agrees: mine === 'agrees',
    differs: mine === 'differs',
    view: field('view', t('page.workshop-groups.agreement.view'), {
      hint: t('page.workshop-groups.agreement.view-hint'),
      value: others.find(({ member }) => member.id === seat.participant)?.view ?? '',
      rows: NOTE_ROWS,
      maxlength: 1000,
      optional: true,
    }),
  };
}

function consensusView(words: Words, of: QuestionOf, consensus: Consensus | undefined): object {
  const here = { question: of.question.id };
  return {
    action: href(ROUTES.roomTogether, here),
    next: href(ROUTES.roomTogether, here),
    isOpen: consensus === undefined || of.typed !== undefined,
    ...consensusWords(words, consensus),
    revision: consensus?.revision ?? 0,
    decimals: decimalMarkOf(words.format.locale),
    fields: fieldsView(words, of, consensus?.answer ?? ofOneMind(of)),
    note: noteField(words, of, consensus?.note),
  };
}

const consensusWords = ({ t }: Words, consensus: Consensus | undefined): object => ({
  label: t(`page.workshop-groups.consensus.${consensus === undefined ? 'write' : 'change'}`),
  hint: t(`page.workshop-groups.consensus.${consensus?.origin === 'sheet' ? 'sheet' : 'hint'}`),
});

/** Where all who answered agree, that is proposed; else the group is to talk before anything stands there. */
function ofOneMind({ view, question, seat }: QuestionOf): Answer | undefined {
  const [only, another] = spreadOf(view.work, question, seat.participant).lines;
  return another === undefined ? only?.answer : undefined;
}

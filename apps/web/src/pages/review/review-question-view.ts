import type { EvidencePoint, QuestionReview, ReviewView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { evidenceDetails } from '../assessment/evidence-view.js';
import { said } from '../assessment/said.js';
import { bytes } from '../shell/faults.js';
import type { Words } from '../shell/words.js';
import { answerTable, tableNotes } from './answer-table.js';
import { askView, decisionForm, evidenceForm, reasonForm, type RefusedReview } from './review-forms.js';
import { momentOf } from './review-frame.js';

/** One question with its answer, what proves it, and what is decided on it. */
export function reviewQuestionView(
  words: Words,
  view: ReviewView,
  line: QuestionReview,
  refused: RefusedReview | undefined,
): object {
  const { t } = words;
  const { question, answer } = line;
  return {
    id: question.id,
    tags: tagsOf(words, view, line),
    title: t(`${question.id}.question`),
    help: words.find(`${question.id}.help`),
    changed: line.change === undefined ? undefined : t('page.review.changes.mark'),
    before: line.change === undefined ? undefined : beforeOf(words, line),
    ...answerView(words, view, line),
    by: savedBy(words, view, line),
    scores: answer === undefined ? [] : scoresOf(words, view, line),
    reason: reasonView(words, view, line, refused),
    evidence: line.evidence.map((point) => evidenceView(words, view, { line, point, refused })),
    provable: answer !== undefined && 'value' in answer && line.items.length > 0,
    comments: line.comments.map(({ id, authorName, at, text, asks }) => ({
      id,
      asks: asks === true,
      by: t('page.assessment.item.comment-by', {
        name: authorName ?? t('page.assessment.item.somebody'),
        when: momentOf(words, view, at),
      }),
      paragraphs: text.split(/\n+/),
    })),
    ask: view.isTheirs ? askView(words, view, line, refused) : undefined,
  };
}

/** Counts as a table, everything else in words. */
function answerView(words: Words, view: ReviewView, { question, answer }: QuestionReview) {
  if (answer === undefined) return { table: undefined, lines: [words.t('page.review.question.unanswered')] };
  const table = answerTable(words, view, question, answer);
  const lines = table === undefined ? said(words, question, answer).split('\n') : tableNotes(words, answer);
  return { table, lines };
}

function tagsOf({ t }: Words, view: ReviewView, { question, items }: QuestionReview): string {
  const isGate = view.published.instrument.gates.some((gate) => items.some((item) => item === gate.item));
  return [
    question.id,
    ...(isGate ? [t('page.assessment.question.rights-minimum')] : []),
    ...(question.optional ? [t('page.assessment.question.optional')] : []),
  ].join(' · ');
}

function beforeOf(words: Words, { question, change }: QuestionReview): readonly string[] {
  const before = change?.before;
  return before === undefined
    ? [words.t('page.review.changes.before-nothing')]
    : said(words, question, before).split('\n');
}

function savedBy(words: Words, view: ReviewView, { stored }: QuestionReview): string | undefined {
  if (stored?.answer === undefined) return undefined;
  const name = view.names.get(stored.changedBy) ?? words.t('page.assessment.item.somebody');
  return words.t('page.review.question.by', { name, at: momentOf(words, view, stored.changedAt) });
}

/** Of every item that the question feeds; named where there are several. */
function scoresOf(words: Words, view: ReviewView, { items }: QuestionReview): readonly string[] {
  const { t, find, format } = words;
  return items.flatMap((item) => {
    const score = view.score.items[item];
    if (score === undefined) return [];
    const shown = (value: number | undefined): string =>
      value === undefined ? t('page.review.score.nothing') : format.score(value);
    const values = { claimed: shown(score.claimed), evidenced: shown(score.evidenced) };
    return [
      items.length === 1
        ? t('page.review.score.item-alone', values)
        : t('page.review.score.item', { ...values, name: find(`${item}.short`) ?? item }),
    ];
  });
}

const decidedBy = (
  words: Words,
  view: ReviewView,
  { by, at }: { readonly by: NonNullable<EvidencePoint['decision']>['by']; readonly at: Date },
): string =>
  words.t('page.review.question.decided', {
    name: view.names.get(by) ?? words.t('page.reviews.somebody'),
    at: momentOf(words, view, at),
  });

const REASON_TAG = { open: 'tag--attention', accepted: 'tag--positive', questioned: 'tag--danger' } as const;

function reasonView(
  words: Words,
  view: ReviewView,
  { reason }: QuestionReview,
  refused: RefusedReview | undefined,
): object | undefined {
  if (reason === undefined) return undefined;
  const { t } = words;
  const { question, state, decision } = reason;
  const form = reasonForm(question);
  const choices = (['accepted', 'questioned'] as const).map((value) => {
    const name = value === 'accepted' ? 'accept' : 'question';
    return {
      value,
      label: t(`page.review.question.reason-${name}`),
      about: t(`page.review.question.reason-${name}-about`),
    };
  });
  return {
    tag: { class: REASON_TAG[state], label: t(`page.review.state.${state}`) },
    by: decision === undefined ? undefined : decidedBy(words, view, decision),
    note: decision?.note?.split(/\n+/) ?? [],
    form: view.isTheirs
      ? { ...decisionForm(words, view, { form, decision, refused, choices }), question, evidence: undefined }
      : undefined,
  };
}

function evidenceView(
  words: Words,
  view: ReviewView,
  { line, point, refused }: { line: QuestionReview; point: EvidencePoint; refused: RefusedReview | undefined },
): object {
  const { t } = words;
  const { evidence, decision } = point;
  const form = evidenceForm(evidence.id);
  return {
    // One document can prove several answers of a page: an id names one place.
    id: `${line.question.id}-${form}`,
    title: evidence.title,
    details: evidenceDetails(words, line.question.id, evidence),
    link: evidence.kind === 'link' ? evidence.url : undefined,
    download: downloadOf(words, point),
    also: alsoOf(words, view, line, evidence.id),
    tag: evidenceTag(words, point),
    by: decision === undefined ? undefined : decidedBy(words, view, decision),
    note: decision?.note?.split(/\n+/) ?? [],
    form: view.isTheirs
      ? {
          ...decisionForm(words, view, {
            form: `${line.question.id}-${form}`,
            decision,
            refused,
            choices: EVIDENCE_CHOICES.map(([value, name]) => ({ value, label: t(`page.review.question.${name}`) })),
          }),
          title: t('page.review.question.evidence-decide', { title: evidence.title }),
          question: line.question.id,
          evidence: evidence.id,
        }
      : undefined,
  };
}

const EVIDENCE_CHOICES = [
  ['accepted', 'evidence-accept'],
  ['rejected', 'evidence-reject'],
] as const;

const downloadOf = (words: Words, { evidence }: EvidencePoint) =>
  evidence.kind === 'file'
    ? { href: href(ROUTES.evidenceFile, { evidence: evidence.id }), size: bytes(words, evidence.file.size) }
    : undefined;

/** Nobody decided, it counts all the same: the tag then looks less sure. */
function evidenceTag({ t }: Words, { counts, decision }: EvidencePoint) {
  const label = t(`page.review.state.${counts ? 'counts' : 'rejected'}`);
  if (!counts) return { class: 'tag--danger', label };
  return { class: decision === undefined ? 'tag--plain' : 'tag--positive', label };
}

/** What else a document proves: rejecting it here rejects it there. */
function alsoOf({ t }: Words, view: ReviewView, line: QuestionReview, id: string): string | undefined {
  const others = view.dimensions.flatMap(({ questions }) =>
    questions.filter(
      ({ question, evidence }) => question.id !== line.question.id && evidence.some((one) => one.evidence.id === id),
    ),
  );
  if (others.length === 0) return undefined;
  return t('page.review.question.also', {
    questions: others.map(({ question }) => t(`${question.id}.short`)).join(', '),
  });
}

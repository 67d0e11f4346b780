import type { AnswersCheck } from '@isonomia/application';
import { askedQuestions, findQuestion, type Answer, type Question } from '@isonomia/instrument';
import type { AssessmentScore } from '@isonomia/scoring';
import { href, ROUTES } from '../../paths.js';
import { railOf } from '../result/rail.js';
import type { Words } from '../shell/words.js';
import { answerSummary } from './answer-summary.js';
import { anchorOf } from '../assessment/question-address.js';
import { typedBy } from '../assessment/draft-view.js';
import { warningText } from '../assessment/warning-text.js';

/** Claims listed one by one before the page sends people to the dimensions. */
const CLAIMS_SHOWN = 8;

export interface CheckOptions {
  /** Of the draft; absent for whoever may not see the result. */
  readonly score?: Pick<AssessmentScore, 'overall' | 'raises' | 'coverage'>;
}

export function checkView(words: Words, check: AnswersCheck, options: CheckOptions = {}): object {
  const { t } = words;
  const { assessment } = check;
  const here = { assessment: assessment.id };
  return {
    title: t('page.check.title'),
    lead: t('page.check.lead', { title: assessment.title }),
    rail: railOf(words, { ...here, agency: assessment.agencyId, state: assessment.state, current: 'check' }),
    isDraft: assessment.state === 'draft',
    blocking: linksByDimension(words, check, check.blocking),
    blockingCount: check.blocking.length,
    unconfirmed: linksByDimension(words, check, check.unconfirmed),
    unconfirmedCount: check.unconfirmed.length,
    drafts: draftLinks(words, check),
    warnings: check.warnings.map((warning) => ({
      text: warningText(words, warning),
      links: warning.questions.map((question) => questionLink(words, check, question)),
    })),
    claims: claimsView(words, check, options.score),
    setAside: check.setAside.map((question) => words.find(`${question}.short`) ?? question),
    dimensions: dimensionsView(words, check),
    submit: check.maySubmit ? href(ROUTES.submit, here) : undefined,
    result: options.score === undefined ? undefined : href(ROUTES.result, here),
    back: href(ROUTES.assessment, here),
  };
}

interface QuestionLink {
  readonly href: string;
  readonly label: string;
}

/** Straight to the question on the page of its dimension. */
function questionLink({ find }: Words, { assessment, published }: AnswersCheck, id: string): QuestionLink {
  const question = findQuestion(published.instrument, id);
  const label = find(`${id}.short`) ?? id;
  if (question === undefined) return { label, href: href(ROUTES.assessment, { assessment: assessment.id }) };
  const address = { assessment: assessment.id, dimension: question.dimension };
  return { label, href: href(ROUTES.dimension, address, { fragment: anchorOf(question.id) }) };
}

/** Questions at which something was typed that does not count: with links, and whether an answer stands beside it. */
export const draftLinks = (words: Words, check: AnswersCheck) =>
  check.drafts.map((draft) => ({
    ...questionLink(words, check, draft.question),
    by: typedBy(words, check, draft),
    note: words.t(`page.check.drafts.${draft.answered ? 'answered' : 'unanswered'}`),
  }));

function linksByDimension(words: Words, check: AnswersCheck, listed: AnswersCheck['blocking']): readonly object[] {
  return check.dimensions.flatMap(({ dimension }) => {
    const questions = listed.filter((one) => one.dimension === dimension);
    if (questions.length === 0) return [];
    const links = questions.map(({ question }) => questionLink(words, check, question));
    return [{ title: words.t(`${dimension}.title`), count: questions.length, links }];
  });
}

interface ClaimsView {
  readonly count: number;
  readonly gain: string | undefined;
  readonly top: readonly (QuestionLink & { readonly gain: string | undefined })[];
  readonly more: number;
}

/** What evidence would add, greatest gain first. */
function claimsView(words: Words, check: AnswersCheck, score: CheckOptions['score']): ClaimsView | undefined {
  if (score === undefined) return undefined;
  const { t, format } = words;
  const proofs = score.raises.filter(({ step }) => step === 'proof');
  const { claimed, evidenced } = score.overall;
  const gain =
    claimed === undefined || evidenced === undefined || claimed <= evidenced
      ? undefined
      : t('page.check.claims.gain', { evidenced: format.score(evidenced), claimed: format.score(claimed) });
  const top = proofs.slice(0, CLAIMS_SHOWN).map(({ item, overallGain }) => ({
    ...questionLink(words, check, item),
    gain:
      overallGain === undefined || overallGain <= 0
        ? undefined
        : t('page.check.claims.points', { points: format.score(overallGain, []) }),
  }));
  return { count: proofs.length, gain, top, more: proofs.length - top.length };
}

function dimensionsView(words: Words, check: AnswersCheck): readonly object[] {
  const { assessment, published } = check;
  const answers = Object.fromEntries(
    check.answers.flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer] as const])),
  );
  const selection = { variant: assessment.variant, agencyType: assessment.agencyType, answers };
  const asked = askedQuestions(published.instrument, selection);
  return check.dimensions.map((progress) => ({
    title: words.t(`${progress.dimension}.title`),
    href: href(ROUTES.dimension, { assessment: assessment.id, dimension: progress.dimension }),
    state: words.t('page.check.dimension.state', { answered: progress.answered, asked: progress.asked }),
    isComplete: progress.answered === progress.asked && progress.unconfirmed === 0,
    lines: asked
      .filter(({ dimension }) => dimension === progress.dimension)
      .map((question) => lineView(words, check, question, answers[question.id])),
  }));
}

function lineView(words: Words, check: AnswersCheck, question: Question, answer: Answer | undefined): object {
  const proofs = check.evidence.filter((one) => one.question === question.id).length;
  const waits = check.unconfirmed.some((one) => one.question === question.id);
  return {
    ...questionLink(words, check, question.id),
    answer: answerSummary(words, question, answer),
    isOpen: (answer === undefined && !question.optional) || waits,
    note: waits ? words.t('page.carried.check.line') : undefined,
    evidence: proofs === 0 ? undefined : words.t('page.check.evidence', { count: proofs }),
  };
}

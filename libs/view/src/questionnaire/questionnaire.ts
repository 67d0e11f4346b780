import { selectionOf, type AssessmentContents, type Questionnaire, type StoredEvidence } from '@isonomia/application';
import { askedQuestions, type Answer, type Question, type QuestionType } from '@isonomia/instrument';

import type { Voice } from '../document/view.js';

import { formTable, type FormTable, type TableContext } from './question-table.js';

export interface QuestionnaireView {
  readonly filled: boolean;
  readonly agency: string;
  readonly title: string;
  readonly edition: string;
  readonly intro: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly dimensions: readonly {
    readonly id: string;
    readonly title: string;
    readonly about: string;
    readonly questions: readonly FormQuestion[];
  }[];
}

interface FormQuestion {
  readonly id: string;
  readonly question: string;
  readonly help: string;
  readonly condition: string;
  /** One of, or any of: see `several`. Empty for tables and lines. */
  readonly options: readonly FormOption[];
  readonly several: boolean;
  readonly table: FormTable | undefined;
  /** Lines to write on, or what was written. */
  readonly line: boolean;
  readonly value: string;
  readonly unit: string;
  /** A register or report is to be named. */
  readonly source: boolean;
  readonly sourceValue: string;
  readonly escapes: readonly FormOption[];
  readonly reason: string;
  readonly evidence: readonly string[];
}

interface FormOption {
  readonly label: string;
  readonly text: string;
  readonly chosen: boolean;
}

const FIGURES: ReadonlySet<QuestionType> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']);
const LINES: ReadonlySet<QuestionType> = new Set(['number', 'text', 'date']);

/** The questionnaire on paper, for those without an account; filled, it is what stands in the assessment today. */
export function toQuestionnaire(questionnaire: Questionnaire, voice: Voice, filled: boolean): QuestionnaireView {
  const { published, contents } = questionnaire;
  const { t, find } = voice.translator;
  const questions = questionsOf(questionnaire, filled);
  return {
    filled,
    agency: contents.agency.name,
    title: t('instrument.title'),
    edition: t(filled ? 'questionnaire.filled' : 'questionnaire.blank'),
    intro: ['instrument.intro', 'instrument.population', 'instrument.sources'].flatMap((key) => find(key) ?? []),
    facts: facts(questionnaire, voice),
    dimensions: published.instrument.dimensions.flatMap(({ id }) => {
      const own = questions.filter((question) => question.dimension === id);
      if (own.length === 0) return [];
      const views = own.map((question) => formQuestion(question, contents, voice, filled));
      return [{ id, title: t(`${id}.title`), about: t(`${id}.about`), questions: views }];
    }),
  };
}

/** On a blank form nobody has answered what decides: questions on a condition stand there with it. */
function questionsOf({ published: { instrument }, contents }: Questionnaire, filled: boolean): readonly Question[] {
  const { assessment } = contents;
  if (filled) return askedQuestions(instrument, selectionOf(assessment, contents.answers));
  return instrument.questions.filter(
    (question) =>
      question.variants.includes(assessment.variant) && question.agencyTypes.includes(assessment.agencyType),
  );
}

function facts({ published, contents }: Questionnaire, { translator: { t }, format }: Voice) {
  const { assessment } = contents;
  const { id, version } = published.instrument;
  return [
    { label: t('document.fact.period'), value: format.period(assessment.reference.from, assessment.reference.to) },
    { label: t('document.fact.stock'), value: format.date(assessment.stockDate) },
    { label: t('document.fact.variant'), value: t(`variant.${assessment.variant}.title`) },
    { label: t('document.fact.instrument'), value: `${id} ${version}` },
  ];
}

function formQuestion(question: Question, contents: AssessmentContents, voice: Voice, filled: boolean): FormQuestion {
  const { translator, format } = voice;
  const { t, find } = translator;
  const answer = filled ? contents.answers.find((one) => one.question === question.id)?.answer : undefined;
  const number = (value: number): string =>
    new Intl.NumberFormat(format.locale, { maximumFractionDigits: 6 }).format(value);
  const context: TableContext = { translator, agency: contents.agency, number };
  const figures = FIGURES.has(question.type);
  return {
    id: question.id,
    question: t(`${question.id}.question`),
    help: t(`${question.id}.help`),
    condition: question.when === undefined || filled ? '' : t('questionnaire.condition'),
    options: options(question, answer, voice),
    several: question.type === 'checklist',
    table: formTable(context, question, answer),
    line: LINES.has(question.type),
    value: lineValue(answer, number, voice),
    unit: find(`${question.id}.unit`) ?? '',
    source: figures,
    escapes: escapes(question, answer, figures, voice),
    ...written(answer),
    evidence: filled ? contents.evidence.filter((one) => one.question === question.id).map(evidenceLine) : [],
  };
}

/** What stands in the answer beside its value. */
function written(answer: Answer | undefined): Pick<FormQuestion, 'sourceValue' | 'reason'> {
  if (answer === undefined || 'notAvailable' in answer) return { sourceValue: '', reason: '' };
  if ('notApplicable' in answer) return { sourceValue: '', reason: answer.notApplicable };
  return { sourceValue: answer.source ?? '', reason: '' };
}

function options(question: Question, answer: Answer | undefined, { translator: { t } }: Voice): readonly FormOption[] {
  const value = answer !== undefined && 'value' in answer ? answer.value : undefined;
  switch (question.type) {
    case 'maturity':
      return [0, 1, 2, 3, 4].map((level) => ({
        label: `${level}  ${t(`scale.${level}.title`)}`,
        text: t(`${question.id}.levels.${level}`),
        chosen: value !== undefined && 'level' in value && value.level === level,
      }));
    case 'compliance':
      return (['yes', 'partly', 'no'] as const).map((word) => ({
        label: t(`answer.${word}`),
        text: t(`${question.id}.answers.${word}`),
        chosen: value !== undefined && 'answer' in value && value.answer === word,
      }));
    case 'checklist':
      return question.options.map(({ id }) => ({
        label: t(`${question.id}.options.${id}`),
        text: '',
        chosen: value !== undefined && 'checked' in value && value.checked.includes(id),
      }));
    default:
      return [];
  }
}

/** What may be ticked instead of an answer. */
function escapes(
  question: Question,
  answer: Answer | undefined,
  figures: boolean,
  { translator: { t } }: Voice,
): readonly FormOption[] {
  const notAvailable = {
    label: t('state.not-available'),
    text: '',
    chosen: answer !== undefined && 'notAvailable' in answer,
  };
  const reason = t('questionnaire.reason');
  const notApplicable = {
    label: t('state.not-applicable'),
    text: reason,
    chosen: answer !== undefined && 'notApplicable' in answer,
  };
  return [...(figures ? [notAvailable] : []), ...(question.notApplicable ? [notApplicable] : [])];
}

function lineValue(answer: Answer | undefined, number: (value: number) => string, { format }: Voice): string {
  if (answer === undefined || !('value' in answer)) return '';
  const { value } = answer;
  if ('number' in value) return number(value.number);
  if ('text' in value) return value.text;
  return 'date' in value ? format.date(value.date) : '';
}

function evidenceLine(evidence: StoredEvidence): string {
  const where = evidence.kind === 'link' ? evidence.url : evidence.kind === 'file' ? evidence.file.name : undefined;
  return [evidence.title, evidence.number, evidence.holder, evidence.page, where]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

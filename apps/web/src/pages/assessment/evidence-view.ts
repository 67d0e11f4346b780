import {
  TRACES,
  UNDO_HOURS,
  type DimensionView,
  type QuestionView,
  type RestorableEvidence,
  type StoredEvidence,
  type Trace,
} from '@isonomia/application';
import type { EvidenceId } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { bytes, mostBytes } from '../shell/faults.js';
import { choiceField, field, type Field } from '../shell/fields.js';
import { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import type { RefusedForm } from './question-view.js';

interface Parameters {
  readonly assessment: string;
  readonly question: string;
}

/** What proves the answer: given here, or given elsewhere and named by the answer. */
export function evidenceLines(words: Words, view: DimensionView, line: QuestionView) {
  const named = namedBy(line);
  const elsewhere = view.evidence.filter(({ id, question }) => named.has(id) && question !== line.question.id);
  return [
    ...line.evidence.map((one) => lineOf(words, view, line, one)),
    ...elsewhere.map((one) => ({
      ...lineOf(words, view, line, one),
      note: words.t('page.assessment.item.also-from', { question: words.t(`${one.question}.short`) }),
      remove: undefined,
      detach: view.may.answer
        ? {
            action: href(ROUTES.detachEvidence, { assessment: view.assessment.id, question: line.question.id }),
            evidence: one.id,
            revision: line.revision,
          }
        : undefined,
    })),
  ];
}

/** What a removal took away, and the way back. */
export function removedView(
  { t }: Words,
  { view, line }: { readonly view: DimensionView; readonly line: QuestionView },
  removed: RestorableEvidence | undefined,
) {
  if (removed === undefined || removed.question !== line.question.id) return undefined;
  return {
    said: t('page.assessment.item.removed', { title: removed.title }),
    until: removed.kind === 'file' ? t('page.assessment.item.removed-file', { hours: UNDO_HOURS }) : undefined,
    action: href(ROUTES.restoreEvidence, {
      assessment: view.assessment.id,
      question: line.question.id,
      evidence: removed.id,
    }),
  };
}

/** Number, day, holder and page of a document, as far as they are known. */
export function evidenceDetails({ t, find, format }: Words, question: string, evidence: StoredEvidence): string {
  const details = [
    t(`page.assessment.item.kind.${evidence.kind}`),
    evidence.number,
    evidence.date === undefined ? undefined : format.date(evidence.date),
    evidence.holder,
    evidence.page,
    evidence.restricted ? t('page.assessment.item.restricted') : undefined,
    evidence.option === undefined
      ? undefined
      : t('page.assessment.item.for-option', {
          option: find(`${question}.options.${evidence.option}`) ?? evidence.option,
        }),
  ];
  return details.filter((part) => part !== undefined).join(' · ');
}

function lineOf(words: Words, view: DimensionView, line: QuestionView, evidence: StoredEvidence) {
  return {
    title: evidence.title,
    details: evidenceDetails(words, line.question.id, evidence),
    note: evidence.kind === 'file' ? cleanedWords(words, evidence.file.removed) : undefined,
    link: evidence.kind === 'link' ? evidence.url : undefined,
    download:
      evidence.kind === 'file'
        ? { href: href(ROUTES.evidenceFile, { evidence: evidence.id }), size: bytes(words, evidence.file.size) }
        : undefined,
    remove: view.may.evidence
      ? href(ROUTES.removeEvidence, {
          assessment: view.assessment.id,
          question: line.question.id,
          evidence: evidence.id,
        })
      : undefined,
    detach: undefined as { readonly action: string; readonly evidence: string; readonly revision: number } | undefined,
  };
}

/** What was taken out of a file; undefined where nobody looked. */
function cleanedWords({ t }: Words, removed: readonly Trace[] | undefined): string | undefined {
  if (removed === undefined) return undefined;
  if (removed.length === 0) return t('page.assessment.item.cleaned-none');
  const kinds = TRACES.filter((kind) => removed.includes(kind)).map((kind) => t(`page.assessment.item.trace.${kind}`));
  return t('page.assessment.item.cleaned', { kinds: kinds.join(', ') });
}

const namedBy = ({ current }: QuestionView): ReadonlySet<EvidenceId> => {
  const answer = current?.answer;
  return new Set(answer === undefined || 'notAvailable' in answer ? [] : (answer.evidence ?? []));
};

const KINDS = ['citation', 'link', 'file'] as const;

/** One form for the three ways; what a way does not need is hidden by the style sheet and ignored by the server. */
export function evidenceFormView(
  words: Words,
  view: DimensionView,
  line: QuestionView,
  refused: RefusedForm | undefined,
) {
  const { t } = words;
  const fields = new FormFields(refused?.body ?? {});
  const errors = refused?.errors ?? [];
  const input = (name: string, label: string, rest: Partial<Field> = {}): Field =>
    field(name, t(`page.assessment.item.${label}`), {
      id: `new-${name}`,
      value: fields.text(name),
      errors,
      maxlength: 200,
      optional: true,
      ...rest,
    });
  const { question } = line;
  return {
    action: href(ROUTES.addEvidence, { assessment: view.assessment.id, question: question.id }),
    open: refused !== undefined,
    how: choiceField(
      'how',
      t('page.assessment.item.how'),
      KINDS.map((kind) => ({
        value: kind,
        label: t(`page.assessment.item.how-${kind}`),
        about: t(`page.assessment.item.how-${kind}-about`, { size: mostBytes(words, view.largestFile) }),
      })),
      { id: 'new-how', value: fields.text('how') === '' ? 'citation' : fields.text('how'), errors },
    ),
    title: input('title', 'evidence-title-label', { maxlength: 300, optional: false }),
    number: input('number', 'number', { hint: t('page.assessment.item.number-hint') }),
    date: input('date', 'date', { type: 'date', width: 'width-date', maxlength: undefined }),
    holder: input('holder', 'holder'),
    page: input('page', 'page', { width: 'width-short', maxlength: 60 }),
    url: input('url', 'url', { type: 'url', maxlength: 2000, optional: false }),
    file: { id: 'new-file', error: errors.find((one) => one.field === 'file')?.message },
    option:
      question.type === 'checklist'
        ? choiceField(
            'option',
            t('page.assessment.item.option'),
            [
              { value: '', label: t('page.assessment.item.option-whole') },
              ...question.options
                .filter(({ exclusive }) => !exclusive)
                .map(({ id }) => ({ value: id, label: words.find(`${question.id}.options.${id}`) ?? id })),
            ],
            { id: 'new-option', value: fields.text('option'), errors },
          )
        : undefined,
    restricted: { id: 'new-restricted', checked: fields.ticked('restricted') },
  };
}

/** Evidence given at other questions, to be named by this answer too. */
export function attachView(words: Words, view: DimensionView, line: QuestionView, parameters: Parameters) {
  const { t } = words;
  const named = namedBy(line);
  const others = view.evidence.filter(({ id, question }) => question !== line.question.id && !named.has(id));
  if (others.length === 0) return undefined;
  const answer = line.current?.answer;
  return {
    action: href(ROUTES.attachEvidence, parameters),
    revision: line.revision,
    ready: answer !== undefined && !('notAvailable' in answer),
    evidence: choiceField(
      'evidence',
      t('page.assessment.item.attach-choose'),
      others.map(({ id, title, question }) => ({
        value: id,
        label: t('page.assessment.item.attach-option', { title, question: t(`${question}.short`) }),
      })),
      { id: 'attach-evidence' },
    ),
  };
}

import type { DocumentList, DocumentView, StoredDocument } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { railOf } from '../result/rail.js';
import { bytes } from '../shell/faults.js';
import { choiceField, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { formChoices, formWords, type TypedForm } from './chosen-form.js';

const STATE_TAG: Readonly<Record<StoredDocument['state'], string>> = {
  queued: 'tag--plain',
  running: '',
  ready: 'tag--positive',
  failed: 'tag--danger',
};

export interface DocumentsPage {
  readonly list: DocumentList;
  readonly edition: string;
  readonly typed: TypedForm;
  readonly errors: FormErrors;
}

export function documentsView(words: Words, { list, edition, typed, errors }: DocumentsPage): object {
  const { t } = words;
  const { assessment, documents, languages, may } = list;
  const here = { assessment: assessment.id };
  return {
    title: t('page.documents.title'),
    lead: assessment.title,
    rail: railOf(words, { ...here, agency: assessment.agencyId, state: assessment.state, current: 'documents' }),
    errors: summaryOf(errors),
    action: href(ROUTES.documents, here),
    mayRequest: may.request,
    isDraft: assessment.state === 'draft',
    edition: choiceField(
      'edition',
      t('page.documents.edition.label'),
      ['internal', 'sharing'].map((value) => ({
        value,
        label: t(`page.documents.edition.${value}`),
        about: t(`page.documents.edition.${value}-about`),
      })),
      { value: edition, errors },
    ),
    form: formChoices(words, { languages, typed, errors }),
    paperForm: formChoices(words, { languages, typed: {}, prefix: 'paper-' }),
    documents: documents.map(({ document, overdue }) =>
      lineView(words, document, { overdue, timeZone: assessment.agencyTimeZone }),
    ),
    questionnaires: [
      ...(may.printBlank ? [questionnaire(words, assessment.id, 'blank')] : []),
      ...(may.printFilled ? [questionnaire(words, assessment.id, 'filled')] : []),
    ],
    questionnaireAction: href(ROUTES.questionnaire, here),
  };
}

const questionnaire = ({ t }: Words, _assessment: string, edition: 'blank' | 'filled'): object => ({
  edition,
  label: t(`page.documents.questionnaire.${edition}`),
});

function lineView(
  words: Words,
  document: StoredDocument,
  { overdue, timeZone }: { readonly overdue: boolean; readonly timeZone: string },
): object {
  const { t, format } = words;
  return {
    href: href(ROUTES.document, { document: document.id }),
    title: documentTitle(words, document),
    note: [
      ...(document.kind === 'outcome' ? [t(`page.documents.of-${document.outcomeStatus}`)] : []),
      formWords(words, document.form),
      t('page.documents.asked', {
        at: format.instant(document.requestedAt.toISOString(), timeZone),
        id: document.id,
      }),
    ].join(' · '),
    state: overdue ? t('page.documents.state.late') : t(`page.documents.state.${document.state}`),
    tag: overdue ? 'tag--attention' : STATE_TAG[document.state],
  };
}

const documentTitle = ({ t }: Words, { kind, edition }: Pick<StoredDocument, 'kind' | 'edition'>): string =>
  t(`page.documents.kind.${kind}-${edition}`);

const WAITING: readonly StoredDocument['state'][] = ['queued', 'running'];
/** Seconds between two looks, without a script. */
const REFRESH_SECONDS = 2;

export function documentView(words: Words, view: DocumentView): object {
  const { t } = words;
  const { document, assessment, file, overdue } = view;
  const here = { document: document.id };
  const isWaiting = WAITING.includes(document.state);
  return {
    title: documentTitle(words, document),
    lead: assessment.title,
    rail: railOf(words, {
      assessment: assessment.id,
      agency: assessment.agencyId,
      state: assessment.state,
      current: 'documents',
    }),
    back: href(ROUTES.documents, { assessment: assessment.id }),
    isWaiting,
    refresh: isWaiting ? String(REFRESH_SECONDS) : undefined,
    ...stateOf(words, document, overdue),
    failure: document.failure === undefined ? '' : t(`page.documents.failure.${document.failure}`),
    retry: view.mayRetry ? href(ROUTES.retryDocument, here) : undefined,
    download:
      file === undefined
        ? undefined
        : { href: href(ROUTES.documentFile, here), name: file.name, size: bytes(words, file.size) },
    facts: factsOf(words, view),
    // What was never made cannot be shown to anybody, and of a copy that anybody may change nobody can be asked.
    verify:
      document.kind !== 'questionnaire' && document.state === 'ready' && document.form.format === 'pdf'
        ? { href: href(ROUTES.verifyDocument, here), address: view.verifyUrl }
        : undefined,
  };
}

const stateOf = ({ t }: Words, { state }: StoredDocument, overdue: boolean) =>
  overdue
    ? { state: t('page.documents.state.late'), tag: 'tag--attention', what: '', late: t('page.documents.what.late') }
    : { state: t(`page.documents.state.${state}`), tag: STATE_TAG[state], what: t(`page.documents.what.${state}`) };

interface Fact {
  readonly label: string;
  readonly value: string;
}

function factsOf(words: Words, view: DocumentView): readonly Fact[] {
  const { t, format } = words;
  const { document, assessment, requestedByName } = view;
  const instant = (at: Date | undefined): string | undefined =>
    at === undefined ? undefined : format.instant(at.toISOString(), assessment.agencyTimeZone);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['id', document.id],
    ['languages', formWords(words, document.form)],
    ['asked', instant(document.requestedAt)],
    ['by', requestedByName],
    ['finished', document.state === 'ready' ? instant(document.finishedAt) : undefined],
    ['failed', document.state === 'failed' ? instant(document.finishedAt) : undefined],
    ['status', document.kind === 'outcome' ? t(`page.documents.of-${document.outcomeStatus}`) : undefined],
    ['outcome', document.kind === 'outcome' ? document.outcomeSha256 : undefined],
    ['sha256', document.sha256],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined ? [] : [{ label: t(`page.documents.fact.${name}`), value }],
  );
}

import type { HeldLink, SharedDocument, SharedList, SharedView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { bytes } from '../shell/faults.js';
import { choiceField } from '../shell/fields.js';
import { languageName, languagesOf } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';

const STATE_TAG: Readonly<Record<SharedDocument['state'], string>> = {
  queued: 'tag--plain',
  running: '',
  ready: 'tag--positive',
  failed: 'tag--danger',
};
/** Seconds between two looks, without a script. */
const REFRESH_SECONDS = 2;

interface Subject {
  readonly kind: 'outcome' | 'report';
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly languages: readonly string[];
  readonly documents: readonly SharedDocument[];
}

export function sharedListView(
  words: Words,
  link: HeldLink,
  { list, spent }: { readonly list: SharedList; readonly spent: boolean },
): object {
  const { t, format } = words;
  const from = link.agency?.name ?? link.round ?? '';
  const subject = (one: Subject): object => subjectView(words, link, one, list.left);
  return {
    lead: t('page.shared.lead', {
      recipient: link.recipient,
      from,
      until: format.dayOf(link.expiresAt.toISOString(), link.timeZone),
    }),
    fictional: link.agency?.fictional === true,
    spent,
    left: t('page.shared.left-to-order', { count: list.left }),
    leave: ROUTES.leaveShared,
    order: ROUTES.orderShared,
    assessments: list.assessments.map((one) =>
      subject({
        ...one,
        kind: 'outcome',
        note: [format.period(one.reference.from, one.reference.to), t(`page.documents.of-${one.status}`)].join(' · '),
      }),
    ),
    releases: list.releases.map((one) =>
      subject({
        ...one,
        kind: 'report',
        title: t('page.shared.report-title', { region: one.region, round: one.round }),
        note: t('page.shared.release', {
          number: one.number,
          date: format.dayOf(one.publishedAt.toISOString(), link.timeZone),
        }),
      }),
    ),
    isOfAgency: link.agency !== undefined,
  };
}

function subjectView(words: Words, link: HeldLink, subject: Subject, left: number): object {
  const { t } = words;
  const missing = missingOf(subject, link.editable);
  const isPossible = left > 0 && missing.length > 0;
  return {
    id: `of-${subject.id}`,
    subject: subject.id,
    kind: subject.kind,
    title: subject.title,
    note: subject.note,
    documents: subject.documents.map((document) => lineView(words, link, document)),
    wanted: isPossible
      ? choiceField(
          'language',
          t('page.shared.language'),
          unique(missing.map(({ language }) => language)).map((value) => ({
            value,
            label: languageName(words, value),
          })),
          { id: `language-${subject.id}`, value: words.language },
        )
      : undefined,
    formats: isPossible && link.editable ? formatField(words, subject) : undefined,
  };
}

const formatField = ({ t }: Words, { id }: Subject): object =>
  choiceField(
    'format',
    t('page.shared.format'),
    (['pdf', 'docx'] as const).map((value) => ({ value, label: t(`page.shared.format-${value}`) })),
    { id: `format-${id}`, value: 'pdf' },
  );

/** In one language each; who wants two side by side asks the agency. */
function missingOf({ languages, documents }: Subject, editable: boolean): readonly { readonly language: string }[] {
  const has = (language: string, wanted: string): boolean =>
    documents.some(
      ({ form }) => form.languages.length === 1 && form.languages[0] === language && form.format === wanted,
    );
  const formats = editable ? ['pdf', 'docx'] : ['pdf'];
  return languages.filter((one) => formats.some((wanted) => !has(one, wanted))).map((language) => ({ language }));
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function lineView(words: Words, link: HeldLink, document: SharedDocument): object {
  const { t, format } = words;
  const { form, state, size, sha256, finishedAt } = document;
  const isReady = state === 'ready';
  const made = finishedAt === undefined ? [] : [format.dayOf(finishedAt.toISOString(), link.timeZone)];
  return {
    href: href(isReady ? ROUTES.sharedFile : ROUTES.sharedDocument, { document: document.id }),
    isReady,
    label: t('page.shared.document', { languages: languagesOf(words, form), format: formatName(words, form.format) }),
    note: isReady ? [...made, bytes(words, size ?? 0), document.id].join(' · ') : '',
    sha256: isReady ? sha256 : undefined,
    state: isReady ? undefined : { label: t(`page.documents.state.${state}`), tag: STATE_TAG[state] },
    verify: isVerifiable(document) ? href(ROUTES.verifyDocument, { document: document.id }) : undefined,
  };
}

const formatName = ({ t }: Words, format: 'pdf' | 'docx'): string => t(`page.shared.format-${format}`);

export function sharedDocumentView(words: Words, view: SharedView): object {
  const { t } = words;
  const { document } = view;
  const { state, form, size, sha256 } = document;
  const isWaiting = state === 'queued' || state === 'running';
  const here = { document: document.id };
  return {
    back: ROUTES.shared,
    title: document.title,
    lead: t('page.shared.document', { languages: languagesOf(words, form), format: formatName(words, form.format) }),
    isWaiting,
    refresh: isWaiting ? String(REFRESH_SECONDS) : undefined,
    ...stateOf(words, view),
    download: state === 'ready' ? { href: href(ROUTES.sharedFile, here), size: bytes(words, size ?? 0) } : undefined,
    format: formatName(words, form.format),
    sha256,
    id: document.id,
    verify: isVerifiable(document) ? { href: href(ROUTES.verifyDocument, here), address: view.verifyUrl } : undefined,
  };
}

/** What can be edited proves nothing. */
const isVerifiable = ({ state, form }: SharedDocument): boolean => state === 'ready' && form.format === 'pdf';

const stateOf = ({ t }: Words, { document: { state }, slow }: SharedView): object =>
  slow
    ? { state: t('page.documents.state.late'), tag: 'tag--attention', what: t('page.shared.slow') }
    : { state: t(`page.documents.state.${state}`), tag: STATE_TAG[state], what: t(`page.shared.what.${state}`) };

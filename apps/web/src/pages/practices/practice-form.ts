import {
  ORGANISATION_KINDS,
  type EntryInput,
  type PracticeOffer,
  type PublishedInstrument,
  type RegionalPractice,
} from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, idOf, summaryOf, type FieldOptions } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

const TEXTS = [
  'instrument',
  'language',
  'country',
  'kind',
  'organisation',
  'what',
  'since',
  'result',
  'sourcePublisher',
  'sourceTitle',
  'sourceYear',
  'sourceUrl',
  'checkedOn',
] as const;
const LISTS = ['dimensions', 'items', 'rules'] as const;
export const PRACTICE_FIELDS = [...TEXTS, ...LISTS, 'region', 'revision', 'publish'] as const;

export function entryOf(body: FormBody): EntryInput {
  const fields = new FormFields(body);
  const texts = Object.fromEntries(TEXTS.map((name) => [name, fields.text(name)])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  const lists = Object.fromEntries(LISTS.map((name) => [name, fields.all(name)])) as Record<
    (typeof LISTS)[number],
    readonly string[]
  >;
  return { ...texts, ...lists };
}

export interface PracticeFormState {
  readonly offer: PracticeOffer;
  readonly published: PublishedInstrument;
  /** Absent while it is new. */
  readonly practice?: RegionalPractice;
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
  readonly conflict?: { readonly revision: number };
}

export function practiceForm(words: Words, state: PracticeFormState): object {
  const { t } = words;
  const body = new FormFields(state.typed ?? (state.practice === undefined ? {} : typedOf(state.practice)));
  const label = (name: string): string => t(`page.practices.form.${name}`);
  const errors = errorsOf(words, state.faults ?? [], { field: (path) => path, label });
  const input = (name: string, options: FieldOptions = {}) =>
    field(name, label(name), { value: body.text(name), errors, ...options });
  const hinted = (name: string): FieldOptions => ({ hint: label(`${name}-hint`) });
  const languages = Object.keys(state.published.texts).map((value) => ({ value, label: languageName(words, value) }));
  const kinds = ORGANISATION_KINDS.map((value) => ({ value, label: t(`practice.kind.${value}`) }));
  return {
    ...headOf(words, state),
    errors: summaryOf(errors),
    region: regionField(words, state, body),
    language: choiceField('language', label('language'), languages, {
      ...hinted('language'),
      value: body.text('language') === '' ? words.language : body.text('language'),
      errors,
    }),
    country: input('country', { maxlength: 100 }),
    kind: choiceField('kind', label('kind'), kinds, { value: body.text('kind'), errors }),
    organisation: input('organisation', { maxlength: 160 }),
    what: input('what', { ...hinted('what'), maxlength: 400, rows: 4 }),
    since: input('since', { width: 'width-short', inputmode: 'numeric', optional: true }),
    result: input('result', { ...hinted('result'), maxlength: 400, rows: 3, optional: true }),
    sourcePublisher: input('sourcePublisher', { maxlength: 200 }),
    sourceTitle: input('sourceTitle', { maxlength: 300 }),
    sourceYear: input('sourceYear', { width: 'width-short', inputmode: 'numeric' }),
    sourceUrl: input('sourceUrl', { ...hinted('sourceUrl'), type: 'url', maxlength: 500 }),
    checkedOn: input('checkedOn', { ...hinted('checkedOn'), type: 'date', width: 'width-date', optional: true }),
    links: {
      error: errors.find(({ field: name }) => name === 'dimensions')?.message,
      groups: linkGroups(words, state, body),
    },
  };
}

function headOf({ t }: Words, { practice, published, offer, conflict }: PracticeFormState): object {
  const kind = practice === undefined ? 'new' : 'edit';
  return {
    crumbs: [{ href: ROUTES.practices, label: t('page.practices.title') }],
    title: t(`page.practices.form.title-${kind}`),
    action: practice === undefined ? ROUTES.newPractice : href(ROUTES.editPractice, { practice: practice.id }),
    instrument: published.instrument.id,
    others: practice === undefined ? othersOf(offer, published) : [],
    revision: conflict?.revision ?? practice?.revision ?? 0,
    conflict: conflict !== undefined,
    isPublished: practice?.state === 'published',
    back: ROUTES.practices,
  };
}

/** Entries are about one questionnaire: the others have forms of their own. */
const othersOf = ({ offered }: PracticeOffer, { instrument }: PublishedInstrument) =>
  offered
    .filter((one) => one.instrument.id !== instrument.id)
    .map((one) => ({
      label: one.instrument.id,
      href: href(ROUTES.newPractice, {}, { query: { instrument: one.instrument.id } }),
    }));

function regionField({ t }: Words, { offer, practice }: PracticeFormState, body: FormFields) {
  const choices = offer.regions
    .filter(({ id }) => practice === undefined || id === practice.regionId)
    .map(({ id, name }) => ({ value: id, label: name }));
  return choiceField('region', t('page.practices.form.region'), choices, { value: body.text('region') });
}

/** A fold a dimension: itself, its questions, and the recommendations that are ranked by one of them. */
function linkGroups(words: Words, { published }: PracticeFormState, body: FormFields): readonly object[] {
  const { instrument, rules } = published;
  const name = (id: string, key: string): string => words.find(`${id}.${key}`) ?? id;
  const box = (list: (typeof LISTS)[number], id: string, label: string) => ({
    name: list,
    value: id,
    label,
    id: idOf(`${list}-${id}`),
    checked: body.all(list).includes(id),
  });
  return instrument.dimensions.map(({ id: dimension }) => {
    const items = instrument.items.filter((item) => item.dimension === dimension).map(({ id }) => String(id));
    const ranked = rules.filter(({ rankedBy }) => items.includes(rankedBy));
    const boxes = [
      box('dimensions', dimension, words.t('page.practices.form.whole')),
      ...items.map((id) => box('items', id, `${id} · ${name(id, 'short')}`)),
    ];
    const measures = ranked.map(({ id }) => box('rules', id, `${id} · ${name(id, 'title')}`));
    const chosen = [...boxes, ...measures].filter(({ checked }) => checked).length;
    return {
      title: name(dimension, 'title'),
      chosen: chosen === 0 ? undefined : words.t('page.practices.form.chosen', { count: chosen }),
      boxes,
      measures,
    };
  });
}

const languageName = (words: Words, language: string): string =>
  new Intl.DisplayNames([words.format.locale], { type: 'language', fallback: 'code' }).of(language) ?? language;

const typedOf = (practice: RegionalPractice): FormBody => ({
  region: practice.regionId,
  instrument: practice.instrument,
  language: practice.language,
  country: practice.country,
  kind: practice.kind,
  organisation: practice.organisation,
  what: practice.what,
  since: practice.since === undefined ? '' : String(practice.since),
  result: practice.result ?? '',
  sourcePublisher: practice.source.publisher,
  sourceTitle: practice.source.title,
  sourceYear: String(practice.source.year),
  sourceUrl: practice.source.url,
  checkedOn: practice.checkedOn ?? '',
  dimensions: practice.dimensions,
  items: practice.items,
  rules: practice.rules,
});

import type { Workshop, WorkshopInput, WorkshopOffer } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, idOf, summaryOf, type FieldOptions, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { languageName } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';
import { questionnaireOf } from '../rounds/round-words.js';

export const WORKSHOP_FIELDS = [
  'region',
  'revision',
  'title',
  'place',
  'startsOn',
  'endsOn',
  'timeZone',
  'organisers',
  'donors',
  'purpose',
  'choice',
  'from',
  'to',
  'leading',
  'languages',
  'quiz',
] as const;

/** Instrument, version and variant are one choice of the form; ids hold no space. */
const SEPARATOR = ' ';

export function workshopOf(body: FormBody): WorkshopInput {
  const fields = new FormFields(body);
  const [instrument = '', version = '', variant = ''] = fields.text('choice').split(SEPARATOR);
  const leading = fields.text('leading');
  return {
    title: fields.text('title'),
    place: fields.text('place'),
    startsOn: fields.text('startsOn'),
    endsOn: fields.text('endsOn'),
    timeZone: fields.text('timeZone'),
    organisers: fields.text('organisers'),
    donors: fields.text('donors'),
    purpose: fields.text('purpose'),
    instrument,
    version,
    variant,
    reference: { from: fields.text('from'), to: fields.text('to') },
    languages: [...(leading === '' ? [] : [leading]), ...fields.all('languages').filter((one) => one !== leading)],
    quiz: fields.ticked('quiz'),
  };
}

export interface WorkshopFormState {
  readonly offer: WorkshopOffer;
  readonly region: WorkshopOffer['regions'][number];
  /** Tags that the pages speak. */
  readonly spoken: readonly string[];
  /** Absent while it is new. */
  readonly workshop?: Workshop;
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
  readonly conflict?: { readonly revision: number };
}

const PATHS: Readonly<Record<string, string>> = {
  instrument: 'choice',
  variant: 'choice',
  reference: 'to',
  'reference.from': 'from',
  'reference.to': 'to',
};

export function workshopForm(words: Words, state: WorkshopFormState, now = new Date()): object {
  const { t } = words;
  const { workshop } = state;
  const typed = state.typed ?? (workshop === undefined ? startOf(words, state, now) : typedOf(workshop));
  const body = new FormFields(typed);
  const label = (name: string): string => t(`page.workshop-setup.form.${name}`);
  const named = (path: string): string => PATHS[path] ?? path;
  const errors = errorsOf(words, state.faults ?? [], { field: named, label: (path) => label(named(path)) });
  const input = (name: string, options: FieldOptions = {}) =>
    field(name, label(name), { value: body.text(name), errors, ...options });
  const hinted = (name: string, options: FieldOptions = {}) => input(name, { hint: label(`${name}-hint`), ...options });
  const date = { type: 'date', width: 'width-date' };
  return {
    ...headOf(words, state),
    errors: summaryOf(errors),
    name: hinted('title', { maxlength: 200 }),
    place: hinted('place', { maxlength: 200 }),
    startsOn: input('startsOn', date),
    endsOn: input('endsOn', date),
    timeZone: hinted('timeZone', { width: 'width-short', list: 'time-zones' }),
    timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
    organisers: hinted('organisers', { rows: 3 }),
    donors: hinted('donors', { rows: 3, optional: true }),
    purpose: hinted('purpose', { rows: 4, optional: true, maxlength: 2000 }),
    asked: askedOf(words, state, { body, errors }),
    languages: languagesOf(words, state, { body, errors }),
    quiz: { ...hinted('quiz'), checked: body.ticked('quiz') },
  };
}

function headOf(words: Words, { region, workshop, conflict }: WorkshopFormState): object {
  const kind = workshop === undefined ? 'new' : 'edit';
  const list = { href: ROUTES.workshops, label: words.t('page.workshop-setup.list.title') };
  return {
    crumbs:
      workshop === undefined
        ? [list]
        : [list, { href: href(ROUTES.workshop, { workshop: workshop.id }), label: workshop.title }],
    title: words.t(`page.workshop-setup.form.${kind}-title`),
    submit: words.t(`page.workshop-setup.form.submit-${kind}`),
    region: { id: region.id, name: region.name },
    action: workshop === undefined ? ROUTES.newWorkshop : href(ROUTES.editWorkshop, { workshop: workshop.id }),
    revision: conflict?.revision ?? workshop?.revision ?? 0,
    conflict: conflict !== undefined,
  };
}

interface Typed {
  readonly body: FormFields;
  readonly errors: FormErrors;
}

/** Undefined once the workshop is open: answers stand on what is asked. */
function askedOf(words: Words, { offer, workshop }: WorkshopFormState, { body, errors }: Typed): object | undefined {
  if (workshop !== undefined && workshop.state !== 'planned') return undefined;
  const { t } = words;
  const date = { type: 'date', width: 'width-date', errors };
  const choices = offer.offered.flatMap((published) =>
    published.instrument.variants.map((variant) => ({
      value: [published.instrument.id, published.instrument.version, variant].join(SEPARATOR),
      label: questionnaireOf(words, published, variant),
      about:
        published.texts[words.language]?.[`variant.${variant}.about`] ??
        published.texts['en']?.[`variant.${variant}.about`],
    })),
  );
  return {
    choice: choiceField('choice', t('page.workshop-setup.form.choice'), choices, {
      value: body.text('choice'),
      errors,
    }),
    from: field('from', t('page.workshop-setup.form.from'), { ...date, value: body.text('from') }),
    to: field('to', t('page.workshop-setup.form.to'), { ...date, value: body.text('to') }),
  };
}

function languagesOf(words: Words, { spoken }: WorkshopFormState, { body, errors }: Typed): object {
  const { t } = words;
  const options = spoken.map((tag) => ({ value: tag, label: languageName(words, tag) }));
  return {
    leading: choiceField('leading', t('page.workshop-setup.form.leading'), options, {
      hint: t('page.workshop-setup.form.leading-hint'),
      value: body.text('leading'),
      errors,
    }),
    others: {
      name: 'languages',
      id: idOf('languages'),
      label: t('page.workshop-setup.form.languages'),
      hint: t('page.workshop-setup.form.languages-hint'),
      error: errors.find((one) => one.field === 'languages')?.message,
      boxes: options.map((option, position) => ({
        ...option,
        id: position === 0 ? idOf('languages') : idOf(`languages-${position}`),
        checked: body.all('languages').includes(option.value),
      })),
    },
  };
}

/** The short questionnaire where there is one, and the last full year: nobody has figures of a later one. */
function startOf(words: Words, { offer, spoken }: WorkshopFormState, now: Date): FormBody {
  const year = now.getUTCFullYear() - 1;
  const [published] = offer.offered;
  const variants = published?.instrument.variants ?? [];
  const variant = variants.find((one) => one === 'core') ?? variants[0];
  const choice =
    published === undefined || variant === undefined
      ? ''
      : [published.instrument.id, published.instrument.version, variant].join(SEPARATOR);
  const leading = spoken.includes(words.language) ? words.language : (spoken[0] ?? '');
  return {
    choice,
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    leading,
    languages: [leading],
    timeZone: 'UTC',
    quiz: 'on',
  };
}

const typedOf = (workshop: Workshop): FormBody => ({
  title: workshop.title,
  place: workshop.place,
  startsOn: workshop.startsOn,
  endsOn: workshop.endsOn,
  timeZone: workshop.timeZone,
  organisers: workshop.organisers.join('\n'),
  donors: workshop.donors.join('\n'),
  purpose: workshop.purpose ?? '',
  choice: [workshop.instrumentId, workshop.instrumentVersion, workshop.variant].join(SEPARATOR),
  from: workshop.reference.from,
  to: workshop.reference.to,
  leading: workshop.languages[0] ?? '',
  languages: workshop.languages,
  ...(workshop.quiz && { quiz: 'on' }),
});

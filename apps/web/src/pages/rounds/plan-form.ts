import type { PlanInput, PlanOffer, PublishedInstrument, Round } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { agencyType } from '../agency/home-view.js';
import { errorsOf } from '../shell/faults.js';
import {
  choiceField,
  field,
  idOf,
  summaryOf,
  type Choice,
  type FieldOptions,
  type FormErrors,
} from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { questionnaireOf } from './round-words.js';

export const PLAN_FIELDS = [
  'region',
  'revision',
  'name',
  'choice',
  'agencyTypes',
  'countries',
  'opensOn',
  'closesOn',
  'from',
  'to',
  'stockDate',
  'previous',
] as const;

/** Instrument, version and variant are one choice of the form; ids hold no space. */
const SEPARATOR = ' ';
/** What no list holds: in a form nothing ticked means nothing, while a plan without a choice means all. */
const NONE = [''];

export function planOf(body: FormBody): PlanInput {
  const fields = new FormFields(body);
  const [instrument = '', version = '', variant = ''] = fields.text('choice').split(SEPARATOR);
  const some = (name: string): readonly string[] => (fields.ticked(name) ? fields.all(name) : NONE);
  return {
    name: fields.text('name'),
    instrument,
    version,
    variant,
    agencyTypes: some('agencyTypes'),
    countries: some('countries'),
    opensOn: fields.text('opensOn'),
    closesOn: fields.text('closesOn'),
    reference: { from: fields.text('from'), to: fields.text('to') },
    stockDate: fields.text('stockDate'),
    previous: fields.text('previous'),
  };
}

export interface PlanFormState {
  readonly offer: PlanOffer;
  readonly region: PlanOffer['regions'][number];
  /** Absent while it is new. */
  readonly round?: Round;
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

export function planForm(words: Words, state: PlanFormState, now = new Date()): object {
  const { t } = words;
  const { offer, region } = state;
  const types = typesOf(offer.offered);
  const countries = region.countries.map(({ id, name }) => ({ value: id, label: name }));
  const typed = state.typed ?? filledIn(words, state, now);
  const body = new FormFields(typed);
  const label = (name: string): string => t(`page.rounds.form.${name}`);
  const named = (path: string): string => PATHS[path] ?? path;
  const errors = errorsOf(words, state.faults ?? [], { field: named, label: (path) => label(named(path)) });
  const input = (name: string, options: FieldOptions = {}) =>
    field(name, label(name), { value: body.text(name), errors, ...options });
  const date = { type: 'date', width: 'width-date' };
  const chosenTypes = types.map((type) => ({ value: type, label: agencyType(words, type) }));
  return {
    ...headOf(words, state),
    errors: summaryOf(errors),
    name: input('name', { hint: label('name-hint'), maxlength: 200 }),
    choice: choiceField('choice', label('choice'), variantsOf(words, offer.offered), {
      value: body.text('choice'),
      errors,
    }),
    agencyTypes: several(words, 'agencyTypes', { choices: chosenTypes, chosen: body.all('agencyTypes'), errors }),
    countries: several(words, 'countries', { choices: countries, chosen: body.all('countries'), errors }),
    noCountries: countries.length === 0 ? ROUTES.regions : undefined,
    opensOn: input('opensOn', date),
    closesOn: input('closesOn', date),
    from: input('from', date),
    to: input('to', date),
    stockDate: input('stockDate', { ...date, hint: label('stockDate-hint'), optional: true }),
    previous: previousField(words, state, { value: body.text('previous'), errors }),
  };
}

function headOf(words: Words, { region, round, conflict }: PlanFormState): object {
  const kind = round === undefined ? 'new' : 'edit';
  return {
    crumbs: crumbsOf(words, round),
    title: words.t(`page.rounds.form.${kind}-title`),
    submit: words.t(`page.rounds.form.submit-${kind}`),
    region: { id: region.id, name: region.name },
    action: round === undefined ? ROUTES.newRound : href(ROUTES.editRound, { round: round.id }),
    revision: conflict?.revision ?? round?.revision ?? 0,
    conflict: conflict !== undefined,
  };
}

const crumbsOf = ({ t }: Words, round: Round | undefined) => [
  { href: ROUTES.rounds, label: t('page.rounds.list.title') },
  ...(round === undefined ? [] : [{ href: href(ROUTES.round, { round: round.id }), label: round.name }]),
];

const typesOf = (offered: readonly PublishedInstrument[]): readonly string[] => [
  ...new Set(offered.flatMap(({ instrument }) => instrument.agencyTypes)),
];

const variantsOf = (words: Words, offered: readonly PublishedInstrument[]): readonly Choice[] =>
  offered.flatMap((published) =>
    published.instrument.variants.map((variant) => ({
      value: [published.instrument.id, published.instrument.version, variant].join(SEPARATOR),
      label: questionnaireOf(words, published, variant),
      about:
        published.texts[words.language]?.[`variant.${variant}.about`] ??
        published.texts['en']?.[`variant.${variant}.about`],
    })),
  );

interface Several {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly errors: FormErrors;
}

/** Boxes to tick, of which a plan that is new has all. */
function several({ t }: Words, name: string, { choices, chosen, errors }: Several): object {
  const error = errors.find((one) => one.field === name)?.message;
  return {
    name,
    label: t(`page.rounds.form.${name}`),
    hint: t(`page.rounds.form.${name}-hint`),
    error,
    id: idOf(name),
    boxes: choices.map((choice, position) => ({
      ...choice,
      id: position === 0 ? idOf(name) : idOf(`${name}-${position}`),
      checked: chosen.includes(choice.value),
    })),
  };
}

function previousField(words: Words, { offer, region, round }: PlanFormState, options: FieldOptions): object {
  const { t } = words;
  const others = offer.rounds.filter(({ regionId, id }) => regionId === region.id && id !== round?.id);
  const choices = [
    { value: '', label: t('page.rounds.form.no-previous') },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return choiceField('previous', t('page.rounds.form.previous'), choices, {
    hint: t('page.rounds.form.previous-hint'),
    ...options,
  });
}

const filledIn = (words: Words, state: PlanFormState, now: Date): FormBody =>
  state.round === undefined ? startOf(words, state, now) : typedOf(state.round, state);

/** All types and countries, last year, and three months from today; the latest round of the region goes before. */
function startOf(words: Words, { offer, region }: PlanFormState, now: Date): FormBody {
  const year = now.getUTCFullYear() - 1;
  const day = (months: number): string =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, now.getUTCDate())).toISOString().slice(0, 10);
  const [only, ...more] = variantsOf(words, offer.offered);
  return {
    name: words.t('page.rounds.form.name-default', { year: String(now.getUTCFullYear()) }),
    choice: more.length === 0 ? (only?.value ?? '') : '',
    agencyTypes: typesOf(offer.offered),
    countries: region.countries.map(({ id }) => id),
    opensOn: day(0),
    closesOn: day(3),
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    previous: offer.rounds.find(({ regionId }) => regionId === region.id)?.id ?? '',
  };
}

/** None stands for all: on the form they are ticked. */
const typedOf = (round: Round, { offer, region }: PlanFormState): FormBody => ({
  name: round.name,
  choice: [round.instrumentId, round.instrumentVersion, round.variant].join(SEPARATOR),
  agencyTypes: round.agencyTypes.length === 0 ? typesOf(offer.offered) : round.agencyTypes,
  countries: round.countries.length === 0 ? region.countries.map(({ id }) => id) : round.countries,
  opensOn: round.opensOn,
  closesOn: round.closesOn,
  from: round.reference.from,
  to: round.reference.to,
  stockDate: round.stockDate ?? '',
  previous: round.previous ?? '',
});

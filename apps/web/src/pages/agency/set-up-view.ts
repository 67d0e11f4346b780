import type { Agency, AgencyView, SettingsInput } from '@isonomia/application';
import { NO_CURRENCY } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { bytes, errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf, type FieldOptions, type FormError } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { agencyType } from './home-view.js';

export interface SetUpState {
  /** What was typed and could not be saved. */
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
  readonly logoError?: FormError;
  /** What a colleague saved meanwhile. */
  readonly theirs?: Agency;
  readonly saved?: boolean;
}

const LABELS: Readonly<Record<string, string>> = {
  type: 'type',
  name: 'name',
  legalFrame: 'legal-frame',
  ministry: 'ministry',
  marking: 'marking',
  currency: 'currency',
  timeZone: 'time-zone',
  from: 'from',
  to: 'to',
  stockDate: 'stock',
};
/** Named as on the form that starts an assessment. */
const DATES: readonly string[] = ['from', 'to', 'stockDate'];
const FIELD_OF: Readonly<Record<string, string>> = {
  reference: 'to',
  'reference.from': 'from',
  'reference.to': 'to',
};

/** The settings of the form laid over those that stand: ranks and units have pages of their own. */
export function settingsOf(agency: Agency, body: FormBody): SettingsInput {
  const fields = new FormFields(body);
  const [from, to, stockDate] = [fields.text('from'), fields.text('to'), fields.text('stockDate')];
  return {
    type: fields.text('type'),
    name: fields.text('name'),
    legalFrame: fields.text('legalFrame'),
    ministry: fields.text('ministry'),
    marking: fields.text('marking'),
    currency: fields.text('currency') === '' ? NO_CURRENCY : fields.text('currency'),
    timeZone: fields.text('timeZone'),
    ranks: agency.ranks,
    units: agency.units,
    ...((from !== '' || to !== '') && { reference: { from, to } }),
    ...(stockDate !== '' && { stockDate }),
  };
}

const fieldsOf = (agency: Agency): FormBody => ({
  type: agency.type,
  name: agency.name,
  legalFrame: agency.legalFrame ?? '',
  ministry: agency.ministry ?? '',
  marking: agency.marking ?? '',
  currency: agency.currency === NO_CURRENCY ? '' : agency.currency,
  timeZone: agency.timeZone,
  from: agency.reference?.from ?? '',
  to: agency.reference?.to ?? '',
  stockDate: agency.stockDate ?? '',
});

const labelOf = ({ t }: Words, name: string): string =>
  t(`page.agency.${DATES.includes(name) ? 'start' : 'set-up'}.${LABELS[name] ?? name}`);

export function setUpView(words: Words, view: AgencyView, state: SetUpState) {
  const { t } = words;
  const { agency } = view;
  const body = new FormFields(state.typed ?? fieldsOf(agency));
  const named = (path: string): string => FIELD_OF[path] ?? path;
  const label = (name: string): string => labelOf(words, name);
  const errors = errorsOf(words, state.faults ?? [], { field: named, label: (path) => label(named(path)) });
  const input = (name: string, options: FieldOptions = {}) =>
    field(name, label(name), { value: body.text(name), errors, ...options });
  const hint = (name: string): string => t(`page.agency.set-up.${name}-hint`);
  const date = { type: 'date', width: 'width-date', optional: true };
  const parameters = { agency: agency.id };
  return {
    crumbs: [{ href: href(ROUTES.agency, parameters), label: agency.name }],
    saved: state.saved === true,
    errors: summaryOf(state.logoError === undefined ? errors : [...errors, state.logoError]),
    conflict: state.theirs === undefined ? undefined : differences(words, state.theirs, body),
    action: href(ROUTES.setUp, parameters),
    revision: state.theirs?.revision ?? agency.revision,
    name: input('name', { maxlength: 200 }),
    type: choiceField(
      'type',
      label('type'),
      view.terms.agencyTypes.map((type) => ({ value: type, label: agencyType(words, type) })),
      { value: body.text('type'), hint: hint('type'), width: 'width-short', errors },
    ),
    country: { name: agency.country.name, hint: hint('country') },
    legalFrame: input('legalFrame', { hint: hint('legal-frame'), optional: true, rows: 3, maxlength: 2000 }),
    ministry: input('ministry', { hint: hint('ministry'), optional: true, maxlength: 200 }),
    marking: input('marking', { hint: hint('marking'), optional: true, maxlength: 60, width: 'width-short' }),
    currency: input('currency', {
      hint: hint('currency'),
      width: 'width-number',
      maxlength: 3,
      list: 'currencies',
      optional: true,
    }),
    currencies: Intl.supportedValuesOf('currency'),
    timeZone: input('timeZone', { hint: hint('time-zone'), width: 'width-short', list: 'time-zones' }),
    timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
    from: input('from', date),
    to: input('to', date),
    stockDate: input('stockDate', date),
    ranks: { href: href(ROUTES.setUpRanks, parameters), ...listOf(words, 'ranks', agency.ranks) },
    units: { href: href(ROUTES.setUpUnits, parameters), ...listOf(words, 'units', agency.units) },
    logo: logoOf(words, agency, state.logoError),
  };
}

const listOf = ({ t }: Words, kind: 'ranks' | 'units', rows: readonly { readonly label: string }[]) => ({
  text: t(`page.agency.set-up.${kind}-${rows.length === 0 ? 'none' : 'count'}`, { count: rows.length }),
  label: t(`page.agency.set-up.${kind}-${rows.length === 0 ? 'add' : 'edit'}`),
  list: rows.map(({ label }) => label),
});

const logoOf = (words: Words, agency: Agency, error: FormError | undefined) => ({
  action: href(ROUTES.setUpLogo, { agency: agency.id }),
  lead: words.t('page.agency.set-up.logo-lead', { size: bytes(words, LOGO_BYTES) }),
  src: agency.logo === undefined ? undefined : href(ROUTES.logo, { agency: agency.id }, { query: { v: agency.logo } }),
  alt: words.t('page.agency.set-up.logo-alt', { name: agency.name }),
  error: error?.message,
});

export const LOGO_BYTES = 200_000;

/** What a colleague saved, where it differs from what was typed here. */
function differences(words: Words, theirs: Agency, typed: FormFields) {
  return Object.entries(fieldsOf(theirs)).flatMap(([name, value]) => {
    if (typeof value !== 'string' || value === typed.text(name)) return [];
    return [{ label: labelOf(words, name), value: value === '' ? '–' : value }];
  });
}

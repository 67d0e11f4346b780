import type { Agency, AgencyList, Country, KnownTerms, RegionList } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { agencyType } from '../agency/home-view.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

const home = ({ t }: Words) => ({ href: ROUTES.administration, label: t('page.administration.title') });

export function regionsView(words: Words, { regions, mayDefine }: RegionList, added: boolean): object {
  const { t } = words;
  return {
    crumbs: [home(words)],
    added,
    add: mayDefine ? ROUTES.newRegion : undefined,
    regions: regions.map(({ id, name, fictional, countries, mayAddCountry }) => ({
      name,
      fictional,
      countries: countries.map((country) => `${country.name} (${country.code})`),
      addCountry: mayAddCountry
        ? {
            href: href(ROUTES.newCountry, { region: id }),
            label: t('page.administration.regions.add-country', { region: name }),
          }
        : undefined,
    })),
  };
}

interface Typed {
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
}

export function regionForm(words: Words, { typed = {}, faults = [] }: Typed): object {
  const { t } = words;
  const label = t('page.administration.region.name');
  const errors = errorsOf(words, faults, { field: (path) => path, label: () => label });
  const fields = new FormFields(typed);
  return {
    crumbs: [home(words), { href: ROUTES.regions, label: t('page.administration.regions.title') }],
    errors: summaryOf(errors),
    action: ROUTES.newRegion,
    name: field('name', label, {
      hint: t('page.administration.region.name-hint'),
      value: fields.text('name'),
      maxlength: 200,
      errors,
    }),
    fictional: {
      ...field('fictional', t('page.administration.region.fictional')),
      checked: fields.ticked('fictional'),
    },
  };
}

export function countryForm(
  words: Words,
  region: { readonly id: string; readonly name: string },
  { typed = {}, faults = [] }: Typed,
): object {
  const { t } = words;
  const label = (name: string): string => t(`page.administration.country.${name}`);
  const errors = errorsOf(words, faults, { field: (path) => path, label });
  const fields = new FormFields(typed);
  return {
    crumbs: [home(words), { href: ROUTES.regions, label: t('page.administration.regions.title') }],
    errors: summaryOf(errors),
    action: href(ROUTES.newCountry, { region: region.id }),
    region: region.name,
    name: field('name', label('name'), { value: fields.text('name'), maxlength: 200, errors }),
    code: field('code', label('code'), {
      hint: label('code-hint'),
      value: fields.text('code'),
      maxlength: 2,
      width: 'width-number',
      errors,
    }),
  };
}

export interface AgenciesAsked {
  readonly matching?: string;
  readonly paged: boolean;
  readonly mayCreate: boolean;
  readonly hasCountry: boolean;
}

export function agenciesView(words: Words, { agencies, next }: AgencyList, asked: AgenciesAsked): object {
  const { t } = words;
  const matching = asked.matching ?? '';
  return {
    crumbs: [home(words)],
    action: ROUTES.agencyEntries,
    matching,
    none: agencies.length === 0 && matching === '' && !asked.paged,
    add: asked.mayCreate && asked.hasCountry ? ROUTES.newAgency : undefined,
    regions: asked.mayCreate && !asked.hasCountry ? ROUTES.regions : undefined,
    agencies: agencies.map(({ id, name, type, country, region, retired }) => ({
      href: href(ROUTES.agencyEntry, { agency: id }),
      name,
      retired,
      note: t('page.administration.agencies.note', { type: agencyType(words, type), country, region }),
    })),
    more:
      next === undefined
        ? undefined
        : href(
            ROUTES.agencyEntries,
            {},
            { query: { name: next.name, id: next.id, ...(matching !== '' && { matching }) } },
          ),
  };
}

export interface AgencyFormState extends Typed {
  /** Absent while it is being created. */
  readonly agency?: Agency;
  readonly revision?: number;
  readonly conflict?: boolean;
  readonly said?: string;
  readonly mayRetire?: boolean;
  readonly mayView?: boolean;
}

/** Creating an agency, and correcting what it is listed by. */
export function agencyForm(
  words: Words,
  { countries, terms }: { readonly countries: readonly Country[]; readonly terms: KnownTerms },
  state: AgencyFormState,
): object {
  const { t } = words;
  const { agency, faults = [] } = state;
  const fields = new FormFields(state.typed ?? typedOf(agency));
  const label = (name: string): string => t(`page.administration.agency.${name}`);
  const errors = errorsOf(words, faults, { field: (path) => path, label });
  const choose = { value: '', label: label('choose') };
  return {
    crumbs: [home(words), { href: ROUTES.agencyEntries, label: t('page.administration.agencies.title') }],
    errors: summaryOf(errors),
    conflict: state.conflict === true,
    said: state.said,
    ...headOf(words, state),
    name: field('name', label('name'), { value: fields.text('name'), maxlength: 200, errors }),
    type: choiceField(
      'type',
      label('type'),
      [choose, ...terms.agencyTypes.map((type) => ({ value: type, label: agencyType(words, type) }))],
      { value: fields.text('type'), hint: label('type-hint'), width: 'width-short', errors },
    ),
    country: choiceField(
      'country',
      label('country'),
      [choose, ...countries.map(({ id, name, regionName }) => ({ value: id, label: `${name}, ${regionName}` }))],
      { value: fields.text('country'), errors },
    ),
    ministry: field('ministry', label('ministry'), {
      value: fields.text('ministry'),
      hint: t('page.agency.set-up.ministry-hint'),
      maxlength: 200,
      optional: true,
      errors,
    }),
    fictional:
      agency === undefined
        ? { ...field('fictional', label('fictional')), checked: fields.ticked('fictional') }
        : undefined,
    made: agency === undefined ? undefined : madeOf(agency, state),
  };
}

function headOf({ t }: Words, { agency, revision }: AgencyFormState): object {
  const label = (name: string): string => t(`page.administration.agency.${name}`);
  if (agency === undefined) {
    const action = ROUTES.newAgency;
    return { title: label('new-title'), lead: label('new-lead'), submit: label('create'), action, revision: 0 };
  }
  return {
    title: label('edit-title'),
    lead: label('edit-lead'),
    submit: label('save'),
    action: href(ROUTES.agencyEntry, { agency: agency.id }),
    revision: revision ?? agency.revision,
  };
}

const typedOf = (agency: Agency | undefined): FormBody =>
  agency === undefined
    ? {}
    : { name: agency.name, type: agency.type, country: agency.country.id, ministry: agency.ministry ?? '' };

function madeOf({ id, retiredAt }: Agency, { mayRetire }: AgencyFormState): object {
  const at = { agency: id };
  return {
    home: href(ROUTES.agency, at),
    people: href(ROUTES.people, {}, { query: at }),
    retired: retiredAt !== undefined,
    retire: mayRetire === true && retiredAt === undefined ? href(ROUTES.retireAgency, at) : undefined,
    restore: mayRetire === true && retiredAt !== undefined ? href(ROUTES.restoreAgency, at) : undefined,
  };
}

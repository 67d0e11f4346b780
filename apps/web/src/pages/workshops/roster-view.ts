import {
  PARTICIPANT_SEXES,
  type PersonForm,
  type PersonInput,
  type RosterLine,
  type RosterPreview,
  type RosterRow,
  type WorkshopView,
} from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf, type Choice, type FieldOptions } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { languageName } from '../shell/language-names.js';
import type { Words } from '../shell/words.js';
import { workshopCrumbs } from './workshop-words.js';

export const PERSON_FIELDS = [
  'name',
  'agency',
  'organisation',
  'country',
  'function',
  'sex',
  'language',
  'email',
] as const;

export function personOf(body: FormBody): PersonInput {
  const fields = new FormFields(body);
  return Object.fromEntries(PERSON_FIELDS.map((name) => [name, fields.text(name)])) as unknown as PersonInput;
}

export interface RosterState {
  readonly said?: string;
  /** Of a file that could not be taken. */
  readonly errors?: readonly string[];
}

export function rosterView(words: Words, view: WorkshopView, { said, errors = [] }: RosterState): object {
  const { t } = words;
  const { workshop, roster, groups } = view;
  const id = { workshop: workshop.id };
  const mayChange = workshop.state !== 'closed';
  const groupName = new Map(groups.map((group) => [group.id, group.name]));
  return {
    crumbs: workshopCrumbs(words, workshop),
    title: t('page.workshop-setup.roster.title'),
    said,
    errors: errors.map((message) => ({ message, href: '#file' })),
    total: t('page.workshop-setup.people', { count: roster.length }),
    people: roster.map((line) => ({
      name: line.name,
      href: mayChange ? href(ROUTES.participant, { ...id, participant: line.id }) : undefined,
      what: [line.function, t(`workshop.sex.${line.sex}`), languageName(words, line.language)]
        .filter((one) => one !== undefined)
        .join(' · '),
      from: line.from,
      country: line.country,
      groups: [line.agencyGroupId, line.mixedGroupId]
        .flatMap((group) => (group === undefined ? [] : (groupName.get(group) ?? [])))
        .join(' · '),
      seat: t(`page.workshop-setup.roster.${line.seated ? 'seated' : 'free'}`),
      seated: line.seated,
      free: line.seated ? href(ROUTES.freeSeat, { ...id, participant: line.id }) : undefined,
      // Before that it stands on the page of the person.
      remove: mayChange ? undefined : href(ROUTES.removeParticipant, { ...id, participant: line.id }),
    })),
    add: mayChange ? href(ROUTES.addParticipant, id) : undefined,
    upload: mayChange ? href(ROUTES.rosterUpload, id) : undefined,
    templates: (['xlsx', 'csv'] as const).map((format) => ({
      href: href(ROUTES.rosterTemplate, { ...id, format }),
      label: format.toUpperCase(),
    })),
    badges: href(ROUTES.workshopBadges, id),
  };
}

export interface PersonState {
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
  readonly conflict?: { readonly revision: number };
}

export function personView(words: Words, found: PersonForm, state: PersonState): object {
  const { t } = words;
  const { workshop, line } = found;
  const id = { workshop: workshop.id };
  const list = { href: href(ROUTES.workshopRoster, id), label: t('page.workshop-setup.roster.title') };
  return {
    crumbs: workshopCrumbs(words, workshop, [list]),
    conflict: state.conflict !== undefined,
    ...personFields(words, found, state),
    ...(line === undefined ? newPerson(words, id) : knownPerson(words, id, line)),
    revision: state.conflict?.revision ?? line?.revision ?? 0,
  };
}

const newPerson = ({ t }: Words, id: { readonly workshop: string }) => ({
  title: t('page.workshop-setup.person.new-title'),
  action: href(ROUTES.addParticipant, id),
  submit: t('page.workshop-setup.person.submit-new'),
  badge: undefined,
  free: undefined,
  remove: undefined,
});

function knownPerson({ t }: Words, id: { readonly workshop: string }, line: RosterLine) {
  const address = { ...id, participant: line.id };
  return {
    title: line.name,
    action: href(ROUTES.participant, address),
    submit: t('page.workshop-setup.person.submit-edit'),
    badge: line.badgeCode,
    free: line.seated ? href(ROUTES.freeSeat, address) : undefined,
    remove: href(ROUTES.removeParticipant, address),
  };
}

function personFields(words: Words, { context, line }: PersonForm, state: PersonState): object {
  const { t } = words;
  const typed = line === undefined ? { sex: 'unstated', language: context.languages[0] } : { ...typedOf(line) };
  const body = new FormFields(state.typed ?? typed);
  const label = (name: string): string => t(`page.workshop-setup.column.${name}`);
  const errors = errorsOf(words, state.faults ?? [], { field: (path) => path, label });
  const input = (name: string, options: FieldOptions = {}) =>
    field(name, label(name), { value: body.text(name), errors, ...options });
  const choice = (name: string, choices: readonly Choice[], hint?: string) =>
    choiceField(name, label(name), choices, { value: body.text(name), errors, hint });
  const nothing = { value: '', label: t('page.workshop-setup.person.none') };
  const hint = (name: string): string => t(`page.workshop-setup.person.${name}-hint`);
  const agencies = context.agencies.map(({ id, name, country }) => ({ value: id, label: `${name} (${country})` }));
  const countries = context.countries.map(({ id, name }) => ({ value: id, label: name }));
  const sexes = PARTICIPANT_SEXES.map((sex) => ({ value: sex, label: t(`workshop.sex.${sex}`) }));
  const languages = context.languages.map((tag) => ({ value: tag, label: languageName(words, tag) }));
  return {
    errors: summaryOf(errors),
    name: input('name', { maxlength: 100 }),
    agency: choice('agency', [nothing, ...agencies]),
    organisation: input('organisation', { hint: hint('organisation'), optional: true, maxlength: 200 }),
    country: choice('country', [nothing, ...countries], hint('country')),
    function: input('function', { optional: true, maxlength: 200 }),
    sex: choice('sex', sexes),
    language: choice('language', languages),
    email: input('email', { hint: hint('email'), type: 'email', optional: true, maxlength: 254 }),
  };
}

const typedOf = (line: RosterLine): PersonInput => ({
  name: line.name,
  agency: line.agencyId ?? '',
  organisation: line.organisation ?? '',
  country: line.countryId ?? '',
  function: line.function ?? '',
  sex: line.sex,
  language: line.language,
  email: line.email ?? '',
});

export interface PreviewState {
  readonly file: string;
  readonly rows: readonly RosterRow[];
  readonly preview: RosterPreview;
  /** Whoever may add an agency is shown where. */
  readonly mayAddAgency: boolean;
}

/** What a list would add, or every line that is at fault. */
export function previewView(words: Words, { workshop }: WorkshopView, state: PreviewState): object {
  const { t } = words;
  const { preview, rows, file } = state;
  const id = { workshop: workshop.id };
  const label = (name: string): string => t(`page.workshop-setup.column.${name}`);
  const faulty = preview.faults.length > 0;
  return {
    crumbs: workshopCrumbs(words, workshop, [
      { href: href(ROUTES.workshopRoster, id), label: t('page.workshop-setup.roster.title') },
    ]),
    title: t('page.workshop-setup.preview.title', { file }),
    lead: t(`page.workshop-setup.preview.${faulty ? 'faulty' : preview.people.length === 0 ? 'nobody' : 'ready'}`, {
      count: preview.people.length,
    }),
    known: preview.known === 0 ? undefined : t('page.workshop-setup.preview.known', { count: preview.known }),
    faults: preview.faults.map(({ line, field: name, code, detail }) => ({
      line: t('page.workshop-setup.preview.line', { line }),
      message: t(`page.shell.fault.${code}`, { ...detail, label: label(name) }),
    })),
    unknown: preview.unknownAgencies.map((name) => ({ name, add: state.mayAddAgency ? ROUTES.newAgency : undefined })),
    people: preview.people.map((person) => ({
      name: person.name,
      from: person.from,
      country: person.country,
      function: person.function,
      sex: t(`workshop.sex.${person.sex}`),
      language: languageName(words, person.language),
      email: person.email,
    })),
    confirm:
      faulty || preview.people.length === 0
        ? undefined
        : {
            action: href(ROUTES.rosterImport, id),
            rows: JSON.stringify(rows),
            label: t('page.workshop-setup.preview.confirm', { count: preview.people.length }),
          },
    back: href(ROUTES.workshopRoster, id),
  };
}

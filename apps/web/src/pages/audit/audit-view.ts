import { AUDIT_EXPORT_LIMIT, AUDITED_ACTIONS, type AuditLine, type AuditPage } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { queryOf, type AskedAudit } from './audit-query.js';
import { tell, whoIs } from './audit-words.js';

/** Addresses of the page, its file and its filter: an agency's, or the installation's. */
export interface AuditPlace {
  readonly page: (query: Readonly<Record<string, string>>) => string;
  readonly file: (query: Readonly<Record<string, string>>) => string;
  readonly isInstallation: boolean;
}

export function auditView(words: Words, page: AuditPage, asked: AskedAudit, place: AuditPlace): object {
  const { t, format } = words;
  const { form, faults } = asked;
  const errors = faults.map((name) => ({
    field: name,
    message: t('page.shell.fault.input.not-a-date', { label: t(`page.audit.filter.${name}`) }),
  }));
  const isFiltered = Object.keys(queryOf(form)).length > 0;
  return {
    title: t(place.isInstallation ? 'page.audit.title' : 'page.audit.title-agency'),
    errors: summaryOf(errors),
    crumbs: page.agency === undefined ? undefined : crumbOf(page.agency),
    lead: t(place.isInstallation ? 'page.audit.lead-installation' : 'page.audit.lead-agency'),
    zone: t('page.audit.zone', { zone: page.timeZone }),
    action: place.page({}),
    fields: filterFields(words, page, asked, errors),
    of: place.isInstallation ? ofField(words, form.of) : undefined,
    caption: t('page.audit.caption'),
    showsAgency: place.isInstallation,
    rows: page.lines.map((line) => ({
      at: format.instant(line.at.toISOString(), page.timeZone),
      iso: line.at.toISOString(),
      agency: agencyName(words, line),
      person: place.page(queryOf({ ...form, person: line.actor })),
      ...tell(words, line, page.names),
      link: linkOf(line),
    })),
    nothing: t(isFiltered ? 'page.audit.nothing-found' : 'page.audit.nothing'),
    all: isFiltered || asked.before !== undefined ? place.page({}) : undefined,
    older: page.next === undefined ? undefined : place.page(queryOf(form, { before: page.next })),
    file: place.file(queryOf(form)),
    fileNote: t('page.audit.file-note', { count: AUDIT_EXPORT_LIMIT }),
    check: place.isInstallation ? ROUTES.auditCheck : undefined,
  };
}

const crumbOf = (agency: NonNullable<AuditPage['agency']>) => [
  { href: href(ROUTES.agency, { agency: agency.id }), label: agency.name },
];

/** A field for dates takes nothing else; what was no date is named in the fault beside it. */
const dayOf = (typed: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : '');

function filterFields(words: Words, page: AuditPage, { form }: AskedAudit, errors: FormErrors) {
  const { t } = words;
  const people = page.actors.map((id) => ({ value: id, label: whoIs(words, id, page.names) }));
  const actions = AUDITED_ACTIONS.map((id) => ({ value: id, label: words.find(`page.audit.did.${id}`) ?? id }));
  const byLabel = (one: { readonly label: string }, other: { readonly label: string }): number =>
    one.label.localeCompare(other.label, words.language);
  const any = { value: '', label: t('page.audit.filter.any') };
  const known = form.person === '' || people.some(({ value }) => value === form.person);
  const chosen = known ? [] : [{ value: form.person, label: form.person }];
  return {
    from: field('from', t('page.audit.filter.from'), {
      type: 'date',
      value: dayOf(form.from),
      errors,
      width: 'width-short',
    }),
    to: field('to', t('page.audit.filter.to'), { type: 'date', value: dayOf(form.to), errors, width: 'width-short' }),
    person: choiceField('person', t('page.audit.filter.person'), [any, ...people.sort(byLabel), ...chosen], {
      value: form.person,
    }),
    action: choiceField('action', t('page.audit.filter.action'), [any, ...actions.sort(byLabel)], {
      value: form.action,
    }),
  };
}

function ofField({ t }: Words, of: string) {
  const choices = [
    { value: '', label: t('page.audit.of.everything') },
    { value: 'system', label: t('page.audit.of.system') },
  ];
  return choiceField('of', t('page.audit.filter.of'), choices, { value: of });
}

export const agencyName = ({ t }: Words, { agency }: AuditLine): string =>
  agency === undefined ? t('page.audit.installation') : (agency.name ?? agency.id);

function linkOf({ subject, agency }: AuditLine): string | undefined {
  if (subject.kind === 'assessment') return href(ROUTES.assessment, { assessment: subject.id });
  if (subject.kind === 'document') return href(ROUTES.document, { document: subject.id });
  if (subject.kind === 'agency' && agency !== undefined) return href(ROUTES.agency, { agency: agency.id });
  return undefined;
}

import type { AgencyView, PublishedInstrument } from '@isonomia/application';
import { askedQuestions, type Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf, type Choice } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

export interface StartForm {
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly stockDate: string;
}

/** Instrument, version and variant are one choice of the form; ids hold no space. */
const SEPARATOR = ' ';
const MINUTES_AN_HOUR = 60;

export function readStartForm(body: FormBody): StartForm {
  const fields = new FormFields(body);
  const [instrument = '', version = '', variant = ''] = fields.text('choice').split(SEPARATOR);
  return {
    instrument,
    version,
    variant,
    title: fields.text('title'),
    from: fields.text('from'),
    to: fields.text('to'),
    stockDate: fields.text('stockDate'),
  };
}

/** The agency's own period, else the last full year; nothing chosen where there is a choice. */
export function startDefaults({ t }: Words, { agency }: AgencyView, today: Date): StartForm {
  const year = today.getUTCFullYear() - 1;
  const reference = agency.reference ?? { from: `${year}-01-01`, to: `${year}-12-31` };
  return {
    instrument: '',
    version: '',
    variant: '',
    title: t('page.agency.start.name-default', { year: reference.to.slice(0, 4) }),
    ...reference,
    stockDate: agency.stockDate ?? reference.to,
  };
}

export function startView(words: Words, { agency, offered }: AgencyView, form: StartForm, faults: readonly Fault[]) {
  const { t } = words;
  const labels: Readonly<Record<string, string>> = {
    choice: t('page.agency.start.variant'),
    title: t('page.agency.start.name'),
    from: t('page.agency.start.from'),
    to: t('page.agency.start.to'),
    stockDate: t('page.agency.start.stock'),
  };
  const label = (name: string): string => labels[name] ?? name;
  const named = (path: string): string => FIELD_OF[path] ?? path;
  const errors = errorsOf(words, faults, { field: named, label: (path) => label(named(path)) });
  const choices = offered.flatMap((published) => variantsOf(words, published, agency.type, offered.length > 1));
  const input = (name: Exclude<keyof StartForm, 'instrument' | 'version' | 'variant'>, hint?: string) =>
    field(name, label(name), {
      value: form[name],
      errors,
      ...(name === 'title' ? { maxlength: 200 } : { type: 'date', width: 'width-date' }),
      ...(hint !== undefined && { hint }),
    });
  return {
    crumbs: [{ href: href(ROUTES.agency, { agency: agency.id }), label: agency.name }],
    errors: summaryOf(errors),
    none: choices.length === 0,
    action: href(ROUTES.startAssessment, { agency: agency.id }),
    choice: choiceField('choice', label('choice'), choices, {
      value: [form.instrument, form.version, form.variant].join(SEPARATOR),
      errors,
    }),
    name: input('title', t('page.agency.start.name-hint')),
    from: input('from'),
    to: input('to'),
    stock: input('stockDate', t('page.agency.start.stock-hint')),
  };
}

const FIELD_OF: Readonly<Record<string, string>> = {
  variant: 'choice',
  agencyType: 'choice',
  reference: 'to',
  'reference.from': 'from',
  'reference.to': 'to',
};

/** What each variant covers, counted for this type of agency. */
function variantsOf(words: Words, published: PublishedInstrument, type: string, several: boolean): readonly Choice[] {
  const { instrument, texts } = published;
  const own = (key: string): string => texts[words.language]?.[key] ?? texts['en']?.[key] ?? key;
  if (!instrument.agencyTypes.includes(type)) return [];
  return instrument.variants.map((variant) => {
    const asked = askedQuestions(instrument, { variant, agencyType: type, answers: {} });
    const hours = Math.max(1, Math.round(Number(own(`variant.${variant}.minutes`)) / MINUTES_AN_HOUR));
    const covers = words.t('page.agency.start.covers', { count: asked.length });
    const title = own(`variant.${variant}.title`);
    return {
      value: [instrument.id, instrument.version, variant].join(SEPARATOR),
      label: several ? `${own('instrument.short')}: ${title}` : title,
      about: own(`variant.${variant}.about`),
      note: Number.isFinite(hours) ? `${covers} · ${words.t('page.agency.start.hours', { count: hours })}` : covers,
    };
  });
}

import { AUDITED_ACTIONS, userId, type AuditedAction, type AuditFilter, type AuditScope } from '@isonomia/application';

export type Query = Readonly<Record<string, unknown>>;

/** What the filter's form holds; a day that is none is kept as it was typed, to be shown beside what is wrong with it. */
export interface AuditForm {
  readonly from: string;
  readonly to: string;
  readonly person: string;
  readonly action: string;
  readonly of: string;
}
export interface AskedAudit {
  readonly form: AuditForm;
  readonly filter: AuditFilter;
  readonly before?: string;
  /** Fields whose day is not one of the calendar. */
  readonly faults: readonly ('from' | 'to')[];
}

const LONGEST = 100;
const ID = /^\d{1,18}$/;

export function readAuditQuery(query: Query): AskedAudit {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  };
  const form = {
    from: text('from'),
    to: text('to'),
    person: text('person'),
    action: text('action'),
    of: text('of') === 'system' ? 'system' : '',
  };
  const faults = (['from', 'to'] as const).filter((name) => form[name] !== '' && !isDay(form[name]));
  const day = (name: 'from' | 'to') => (form[name] === '' || faults.includes(name) ? {} : { [name]: form[name] });
  const action = AUDITED_ACTIONS.find((one): one is AuditedAction => one === form.action);
  const before = text('before');
  return {
    form,
    faults,
    filter: {
      ...day('from'),
      ...day('to'),
      ...(form.person !== '' && { person: userId(form.person) }),
      ...(action !== undefined && { action }),
    },
    ...(ID.test(before) && { before }),
  };
}

export const installationScope = ({ of }: AuditForm): AuditScope => (of === 'system' ? 'system' : 'everything');

/** The filter as an address carries it; empty fields are left out. */
export const queryOf = (form: AuditForm, more: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...form, ...more }).filter(([, value]) => value !== ''));

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

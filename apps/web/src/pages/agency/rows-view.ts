import type { AgencyRank, AgencyUnit, AgencyView } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { slug } from '../assessment/table-form.js';
import type { TableCell, TableField, TableRow } from '../assessment/table-view.js';
import { errorsOf } from '../shell/faults.js';
import { idOf, summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

export type RowKind = 'ranks' | 'units';

/** Rows of the form in order, those without a name left out; a new one gets an id made of its name. */
export function readRows(body: FormBody): {
  readonly rows: readonly AgencyRank[];
  readonly positions: readonly number[];
} {
  const fields = new FormFields(body);
  const taken = new Set<string>();
  const positions = fields.positions('rows').filter((position) => fields.text(`rows[${position}][label]`) !== '');
  const rows = positions.map((position) => {
    const text = (name: string): string => fields.text(`rows[${position}][${name}]`);
    const id = unlike(taken, text('id') === '' ? slug(text('label')) : text('id'), position);
    return { id, label: text('label'), band: text('band') };
  });
  return { rows, positions };
}

function unlike(taken: Set<string>, wanted: string, position: number): string {
  const base = wanted === '' ? `row-${position + 1}` : wanted;
  let id = base;
  for (let next = 2; taken.has(id); next += 1) id = `${base}-${next}`;
  taken.add(id);
  return id;
}

export const unitsOf = (rows: readonly AgencyRank[]): readonly AgencyUnit[] =>
  rows.map(({ id, label }) => ({ id, label }));

export interface RowsState {
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
  readonly positions?: readonly number[];
  readonly blankRows: number;
  readonly revision?: number;
  readonly conflict?: boolean;
}

/** The table of ranks or of units. */
export function rowsView(words: Words, view: AgencyView, kind: RowKind, state: RowsState) {
  const { t } = words;
  const { agency } = view;
  const parameters = { agency: agency.id };
  const fields = new FormFields(state.typed ?? bodyOf(kind === 'ranks' ? agency.ranks : agency.units));
  const errors = rowErrors(words, kind, state, fields);
  return {
    crumbs: [
      { href: href(ROUTES.agency, parameters), label: agency.name },
      { href: href(ROUTES.setUp, parameters), label: t('page.agency.set-up.title') },
    ],
    errors: summaryOf(errors, kind),
    tableErrors: errors.map(({ message }) => message),
    conflict: state.conflict === true,
    title: t(`page.agency.set-up.${kind}-title`),
    lead: t(`page.agency.set-up.${kind}-lead`),
    paste: t(`page.agency.set-up.${kind}-paste`),
    action: href(kind === 'ranks' ? ROUTES.setUpRanks : ROUTES.setUpUnits, parameters),
    revision: state.revision ?? agency.revision,
    table: tableOf(words, view, { kind, fields, errors, blankRows: state.blankRows }),
    bands:
      kind === 'ranks'
        ? view.terms.bands.map((band) => ({
            title: words.find(`band.${band}.title`) ?? band,
            about: words.find(`band.${band}.about`),
          }))
        : [],
  };
}

const bodyOf = (rows: readonly (AgencyUnit & { readonly band?: string })[]): FormBody =>
  Object.fromEntries(
    rows.flatMap(({ id, label, band }, position): readonly (readonly [string, string])[] => [
      [`rows[${position}][id]`, id],
      [`rows[${position}][label]`, label],
      ...(band === undefined ? [] : ([[`rows[${position}][band]`, band]] as const)),
    ]),
  );

interface RowsContext {
  readonly kind: RowKind;
  readonly fields: FormFields;
  readonly errors: FormErrors;
  readonly blankRows: number;
}

/** `ranks.2.band` → the band of the row that was third among those with a name. */
function rowErrors(words: Words, kind: RowKind, state: RowsState, fields: FormFields): FormErrors {
  const place = (path: string) => {
    const [, index = '0', name = 'label'] = path.split('.');
    const position = state.positions?.[Number(index)] ?? Number(index);
    return { position, name: name === 'id' ? 'label' : name };
  };
  return errorsOf(words, state.faults ?? [], {
    field: (path) => `rows[${place(path).position}][${place(path).name}]`,
    label: (path) => {
      const { position, name } = place(path);
      const column = words.t(`page.agency.set-up.${name === 'band' ? 'band' : kind === 'ranks' ? 'rank' : 'unit'}`);
      const row = fields.text(`rows[${position}][label]`);
      return row === '' ? column : `${row}: ${column}`;
    },
  });
}

function tableOf(words: Words, view: AgencyView, context: RowsContext): TableField {
  const { t } = words;
  const { kind, fields, blankRows } = context;
  const posted = fields.positions('rows');
  const next = (posted.at(-1) ?? -1) + 1;
  const blank = Array.from(
    { length: posted.length === 0 ? Math.max(5, blankRows) : Math.max(1, blankRows) },
    (_, offset) => next + offset,
  );
  return {
    caption: t(`page.agency.set-up.${kind}-title`),
    first: t(`page.agency.set-up.${kind === 'ranks' ? 'rank' : 'unit'}`),
    columns: [],
    bands: kind === 'ranks',
    stacked: false,
    share: false,
    unavailable: false,
    open: true,
    rows: [...posted, ...blank].map((position) => rowOf(words, view, context, position)),
    template: rowOf(words, view, context, '__index__'),
    totals: undefined,
    totalShare: '',
  };
}

function rowOf(
  words: Words,
  view: AgencyView,
  { kind, fields, errors }: RowsContext,
  position: number | '__index__',
): TableRow {
  const { t, find } = words;
  const at = `rows[${position}]`;
  const row = position === '__index__' ? position : String(position + 1);
  const cell = (name: string, label: string): TableCell => ({
    name: `${at}[${name}]`,
    id: `${kind}-${idOf(`${at}[${name}]`)}`,
    label: `${label} ${row}`,
    value: fields.text(`${at}[${name}]`),
    column: undefined,
    invalid: errors.some((error) => error.field === `${at}[${name}]`),
  });
  const id = fields.text(`${at}[id]`);
  const band = fields.text(`${at}[band]`);
  return {
    hidden: id === '' ? [] : [{ name: `${at}[id]`, value: id }],
    note: undefined,
    label: row,
    labelField: cell('label', t(`page.agency.set-up.${kind === 'ranks' ? 'rank' : 'unit'}`)),
    band:
      kind === 'ranks'
        ? {
            ...cell('band', t('page.agency.set-up.band')),
            options: [
              { value: '', label: t('page.agency.set-up.band-choose'), selected: band === '' },
              ...view.terms.bands.map((one) => ({
                value: one,
                label: find(`band.${one}.title`) ?? one,
                selected: one === band,
              })),
            ],
          }
        : undefined,
    cells: [],
    share: '',
    na: undefined,
    remove: t('page.agency.set-up.remove-row', { row }),
  };
}

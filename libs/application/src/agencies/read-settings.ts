import { Fields } from '../problems/fields.js';
import type { AgencyRank, AgencySettings, AgencyUnit } from './agency.js';

/** What the offered instruments know: settings refer to nothing else. */
export interface KnownTerms {
  readonly agencyTypes: readonly string[];
  readonly bands: readonly string[];
}

/** As it comes from a form or a request: shape checked, meaning not. */
export interface SettingsInput {
  readonly type: string;
  readonly name: string;
  readonly legalFrame?: string;
  readonly ministry?: string;
  readonly marking?: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly ranks: readonly AgencyRank[];
  readonly units: readonly AgencyUnit[];
  readonly reference?: { readonly from: string; readonly to: string };
  readonly stockDate?: string;
}

const CURRENCY = /^[A-Z]{3}$/;
const ROW_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const MAXIMUM_ROWS = 200;
const LEGAL_FRAME_LENGTH = 2_000;
const MARKING_LENGTH = 60;

/** Throws `InputRefused` with every fault and its place. */
export function readSettings(input: SettingsInput, known: KnownTerms): AgencySettings {
  const fields = new Fields();
  const legalFrame = fields.optionalText('legalFrame', input.legalFrame, LEGAL_FRAME_LENGTH);
  const ministry = fields.optionalText('ministry', input.ministry);
  const marking = fields.optionalText('marking', input.marking, MARKING_LENGTH);
  const stockDate = fields.optionalDate('stockDate', input.stockDate);
  const settings: AgencySettings = {
    type: fields.oneOf('type', input.type, known.agencyTypes) ?? '',
    name: fields.text('name', input.name),
    ...(legalFrame !== undefined && { legalFrame }),
    ...(ministry !== undefined && { ministry }),
    ...(marking !== undefined && { marking }),
    currency: readCurrency(fields, input.currency),
    timeZone: fields.timeZone('timeZone', input.timeZone),
    ranks: readRanks(fields, input.ranks, known.bands),
    units: readRows(fields, 'units', input.units).map(({ id, label }) => ({ id, label })),
    ...(input.reference !== undefined && { reference: fields.period('reference', input.reference) }),
    ...(stockDate !== undefined && { stockDate }),
  };
  fields.check();
  return settings;
}

function readCurrency(fields: Fields, value: string): string {
  const currency = value.trim().toUpperCase();
  if (!CURRENCY.test(currency)) fields.fault('currency', 'not-a-currency');
  return currency;
}

function readRanks(fields: Fields, ranks: readonly AgencyRank[], bands: readonly string[]): readonly AgencyRank[] {
  return readRows(fields, 'ranks', ranks).map((rank, position) => ({
    id: rank.id,
    label: rank.label,
    band: fields.oneOf(`ranks.${position}.band`, rank.band, bands) ?? '',
  }));
}

function readRows<Row extends AgencyUnit>(fields: Fields, path: string, rows: readonly Row[]): readonly Row[] {
  if (rows.length > MAXIMUM_ROWS) {
    fields.fault(path, 'too-many', { max: MAXIMUM_ROWS });
    return [];
  }
  const seen = new Set<string>();
  return rows.map((row, position) => {
    const at = `${path}.${position}`;
    if (!ROW_ID.test(row.id)) fields.fault(`${at}.id`, 'not-an-id');
    if (seen.has(row.id)) fields.fault(`${at}.id`, 'repeated');
    seen.add(row.id);
    return { ...row, label: fields.text(`${at}.label`, row.label, 100) };
  });
}

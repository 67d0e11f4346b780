import { type Fault, readChoice, readFlag, readRecord, Spot } from '@isonomia/instrument';
import type {
  AgencyRules,
  AnswerRule,
  CheckRule,
  ImportMapping,
  QuantityRule,
  SharesRule,
  TextRule,
} from './mapping.js';
import { codes, entries, list, LONG, numberOf, text } from './mapping-readers.js';

export type ParsedMapping =
  { readonly ok: true; readonly mapping: ImportMapping } | { readonly ok: false; readonly faults: readonly Fault[] };

const FORMAT = 'isonomia.mapping/1';

/** Reads what a YAML file holds. Every fault has a place; references between parts of the mapping are checked. */
export function parseMapping(raw: unknown): ParsedMapping {
  const faults: Fault[] = [];
  const root = new Spot('', { faults, prefix: 'mapping.' });
  const mapping = readRoot(root, raw);
  if (mapping !== undefined) checkReferences(mapping, root);
  return mapping === undefined || faults.length > 0 ? { ok: false, faults } : { ok: true, mapping };
}

const KEYS = {
  required: ['format', 'source', 'instrument', 'version', 'variant', 'country', 'assessment', 'agency', 'answers'],
  optional: ['approval', 'missing', 'yes', 'no', 'quantities', 'checks', 'shares', 'unused'],
};

function readRoot(spot: Spot, raw: unknown): ImportMapping | undefined {
  const root = readRecord(spot, raw, KEYS);
  if (root === undefined) return undefined;
  readChoice(spot.at('format'), root['format'], [FORMAT]);
  const approval = root['approval'];
  const shares = root['shares'];
  return {
    source: text(spot.at('source'), root['source'], LONG),
    instrument: text(spot.at('instrument'), root['instrument']),
    version: text(spot.at('version'), root['version']),
    variant: text(spot.at('variant'), root['variant']),
    country: readCountry(spot.at('country'), root['country']),
    assessment: readAssessment(spot.at('assessment'), root['assessment']),
    ...(approval !== undefined && { approval: readApproval(spot.at('approval'), approval) }),
    missing: readMissing(spot.at('missing'), root['missing']),
    yes: codes(spot.at('yes'), root['yes']),
    no: codes(spot.at('no'), root['no']),
    agency: readAgency(spot.at('agency'), root['agency']),
    quantities: entries(spot.at('quantities'), root['quantities'], readQuantity),
    checks: list(spot.at('checks'), root['checks'], readCheck),
    answers: entries(spot.at('answers'), root['answers'], readAnswerRule),
    ...(shares !== undefined && { shares: readShares(spot.at('shares'), shares) }),
    unused: entries(spot.at('unused'), root['unused'], (at, value) => text(at, value)),
  };
}

// --- parts -----------------------------------------------------------------------------------------------------------

function readCountry(spot: Spot, raw: unknown): ImportMapping['country'] {
  const country = readRecord(spot, raw, { required: ['region', 'code', 'name'], optional: ['fictional'] });
  const fictional = country?.['fictional'];
  if (fictional !== undefined) readFlag(spot.at('fictional'), fictional);
  return {
    region: text(spot.at('region'), country?.['region']),
    code: text(spot.at('code'), country?.['code']),
    name: text(spot.at('name'), country?.['name']),
    fictional: fictional === true,
  };
}

function readAssessment(spot: Spot, raw: unknown): ImportMapping['assessment'] {
  const assessment = readRecord(spot, raw, { required: ['title', 'reference', 'stockDate'] });
  const at = spot.at('reference');
  const reference = readRecord(at, assessment?.['reference'], { required: ['from', 'to'] });
  return {
    title: text(spot.at('title'), assessment?.['title']),
    reference: { from: text(at.at('from'), reference?.['from']), to: text(at.at('to'), reference?.['to']) },
    stockDate: text(spot.at('stockDate'), assessment?.['stockDate']),
  };
}

function readApproval(spot: Spot, raw: unknown): NonNullable<ImportMapping['approval']> {
  const approval = readRecord(spot, raw, { required: ['name', 'function', 'date'] });
  return {
    name: text(spot.at('name'), approval?.['name']),
    function: text(spot.at('function'), approval?.['function']),
    date: text(spot.at('date'), approval?.['date']),
  };
}

function readMissing(spot: Spot, raw: unknown): ImportMapping['missing'] {
  if (raw === undefined) return { values: [''] };
  const missing = readRecord(spot, raw, { required: [], optional: ['values', 'below'] });
  const below = missing?.['below'];
  return {
    values: ['', ...codes(spot.at('values'), missing?.['values'])],
    ...(below !== undefined && { below: numberOf(spot.at('below'), below) }),
  };
}

function readAgency(spot: Spot, raw: unknown): AgencyRules {
  const agency = readRecord(spot, raw, {
    required: ['ref', 'name', 'type', 'currency', 'timeZone'],
    optional: ['legalFrame', 'ranks', 'units'],
  });
  const rule = (key: string): TextRule => readTextRule(spot.at(key), agency?.[key]);
  return {
    ref: rule('ref'),
    name: rule('name'),
    type: rule('type'),
    currency: rule('currency'),
    timeZone: rule('timeZone'),
    ...(agency?.['legalFrame'] !== undefined && { legalFrame: rule('legalFrame') }),
    ranks: list(spot.at('ranks'), agency?.['ranks'], (at, rank) => {
      const read = readRecord(at, rank, { required: ['id', 'label', 'band'] });
      return {
        id: text(at.at('id'), read?.['id']),
        label: text(at.at('label'), read?.['label']),
        band: text(at.at('band'), read?.['band']),
      };
    }),
    units: list(spot.at('units'), agency?.['units'], (at, unit) => {
      const read = readRecord(at, unit, { required: ['id', 'label'] });
      return { id: text(at.at('id'), read?.['id']), label: text(at.at('label'), read?.['label']) };
    }),
  };
}

function readTextRule(spot: Spot, raw: unknown): TextRule {
  if (typeof raw !== 'object' || raw === null) return { text: text(spot, raw, LONG) };
  const rule = readRecord(spot, raw, { required: ['column', 'values'], optional: ['otherwise'] });
  const otherwise = rule?.['otherwise'];
  return {
    column: text(spot.at('column'), rule?.['column']),
    values: entries(spot.at('values'), rule?.['values'], (at, value) => text(at, value)),
    ...(otherwise !== undefined && { otherwise: text(spot.at('otherwise'), otherwise) }),
  };
}

function readQuantity(spot: Spot, raw: unknown): QuantityRule {
  const rule = readRecord(spot, raw, { required: [], optional: ['column', 'values', 'plus', 'minus'] }) ?? {};
  if (rule['plus'] !== undefined) {
    if (rule['column'] !== undefined) spot.fault('not-one-kind', {});
    return {
      kind: 'derived',
      plus: codes(spot.at('plus'), rule['plus']),
      minus: codes(spot.at('minus'), rule['minus']),
    };
  }
  if (rule['column'] === undefined) spot.fault('missing-key', { key: 'column' });
  const column = text(spot.at('column'), rule['column']);
  if (rule['values'] === undefined) return { kind: 'column', column };
  return { kind: 'codes', column, values: entries(spot.at('values'), rule['values'], numberOf) };
}

function readCheck(spot: Spot, raw: unknown): CheckRule {
  const rule = readRecord(spot, raw, {
    required: ['id', 'relation', 'left', 'right', 'column', 'reason'],
    optional: ['factor', 'from', 'refuses'],
  });
  const relation = rule?.['relation'];
  readChoice(spot.at('relation'), relation, ['equal', 'at-most', 'below']);
  return {
    id: text(spot.at('id'), rule?.['id']),
    relation: relation === 'equal' || relation === 'below' ? relation : 'at-most',
    left: codes(spot.at('left'), rule?.['left']),
    right: codes(spot.at('right'), rule?.['right']),
    factor: rule?.['factor'] === undefined ? 1 : numberOf(spot.at('factor'), rule['factor']),
    from: numberOf(spot.at('from'), rule?.['from']),
    column: text(spot.at('column'), rule?.['column']),
    reason: text(spot.at('reason'), rule?.['reason'], LONG),
    refuses: codes(spot.at('refuses'), rule?.['refuses']),
  };
}

function readAnswerRule(spot: Spot, raw: unknown): AnswerRule {
  const rule = readRecord(spot, raw, { required: [], optional: ['value', 'source', 'column', 'values'] }) ?? {};
  if (rule['value'] !== undefined) {
    const source = rule['source'];
    return {
      kind: 'figure',
      value: rule['value'],
      ...(source !== undefined && { source: text(spot.at('source'), source, 500) }),
    };
  }
  if (rule['column'] === undefined) spot.fault('missing-key', { key: 'value' });
  const column = text(spot.at('column'), rule['column']);
  if (rule['values'] === undefined) return { kind: 'yes-no', column };
  return { kind: 'level', column, values: entries(spot.at('values'), rule['values'], numberOf) };
}

function readShares(spot: Spot, raw: unknown): SharesRule {
  const shares = readRecord(spot, raw, { required: ['complete', 'rows'] });
  return {
    complete: codes(spot.at('complete'), shares?.['complete']),
    rows: list(spot.at('rows'), shares?.['rows'], (at, row) => {
      const read = readRecord(at, row, { required: ['label', 'women', 'men'] });
      return {
        label: text(at.at('label'), read?.['label']),
        women: text(at.at('women'), read?.['women']),
        men: text(at.at('men'), read?.['men']),
      };
    }),
  };
}

// --- between the parts -----------------------------------------------------------------------------------------------

/** A derived quantity uses those before it, so that there are no circles; everything else may use all. */
function checkReferences(mapping: ImportMapping, root: Spot): void {
  const known = new Set<string>();
  const demand = (spot: Spot, names: readonly string[]): void => {
    for (const name of names) if (!known.has(name)) spot.fault('unknown-quantity', { quantity: name });
  };
  for (const [id, rule] of Object.entries(mapping.quantities)) {
    if (rule.kind === 'derived') demand(root.at('quantities').at(id), [...rule.plus, ...rule.minus]);
    known.add(id);
  }
  for (const [position, check] of mapping.checks.entries()) {
    demand(root.at('checks').at(position), [...check.left, ...check.right, ...check.refuses]);
  }
  for (const [id, rule] of Object.entries(mapping.answers)) {
    if (rule.kind === 'figure') demand(root.at('answers').at(id), quantitiesIn(rule.value));
  }
  const { shares } = mapping;
  if (shares === undefined) return;
  demand(root.at('shares').at('complete'), shares.complete);
  for (const [position, { women, men }] of shares.rows.entries()) {
    demand(root.at('shares').at('rows').at(position), [women, men]);
  }
}

/** Keys whose text says what a row is, and not how many. */
export const NAMING: ReadonlySet<string> = new Set(['id', 'label', 'band', 'currency', 'period']);

/** Names of quantities that stand in the place of numbers. */
function quantitiesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(quantitiesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (NAMING.has(key) ? [] : quantitiesIn(part)));
}

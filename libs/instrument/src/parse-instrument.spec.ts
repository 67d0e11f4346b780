import { describe, expect, it } from '@jest/globals';
import { METHOD_CONSTANTS, parseInstrument } from '@isonomia/instrument';
import { questionOf, sampleInstrument, sampleStructure } from '../../../test/support/sample-instrument.js';

type Loose = Record<string, unknown>;

/** Faults as `code where`, after one change to a structure that is sound. */
const faultsAfter = (change: (structure: Loose) => void): readonly string[] => {
  const structure = sampleStructure();
  change(structure);
  const parsed = parseInstrument(structure);
  return parsed.ok ? [] : parsed.faults.map(({ code, path }) => `${code} ${path}`);
};
/** What lies at a path of the structure, which every test knows to be there. */
const dig = (structure: Loose, ...path: readonly (string | number)[]): Loose =>
  path.reduce<unknown>((part, key) => (part as Loose)[key], structure) as Loose;
const questions = (structure: Loose, dimension = 0): Loose[] =>
  dig(structure, 'dimensions', dimension, 'questions') as unknown as Loose[];
const items = (structure: Loose, dimension = 0): Loose[] =>
  dig(structure, 'dimensions', dimension, 'items') as unknown as Loose[];
const set = (target: object | undefined, values: object): void => void Object.assign(target ?? {}, values);

describe('an instrument read from structure', () => {
  it('has every default filled in', () => {
    const instrument = sampleInstrument();
    expect(questionOf(instrument, 'GOV1')).toEqual({
      id: 'GOV1',
      dimension: 'D1',
      type: 'maturity',
      variants: ['full', 'core'],
      agencyTypes: ['police', 'customs'],
      notApplicable: false,
      optional: false,
      references: [],
    });
    expect(instrument.items[0]).toEqual({
      id: 'GOV1',
      dimension: 'D1',
      weight: 1,
      rule: { code: 'M', question: 'GOV1' },
    });
    expect(instrument.dimensions).toEqual([
      { id: 'D1', weight: 1 },
      { id: 'D2', weight: 2 },
    ]);
    expect(instrument.bands[0]).toEqual({ id: 'trainees', part: 'uniformed', counts: false, top: false });
    expect(instrument.constants).toEqual(METHOD_CONSTANTS);
    expect(instrument.classifications).toEqual([]);
  });

  it('takes the constants it names and the rest from the method', () => {
    const parsed = parseInstrument({
      ...sampleStructure(),
      constants: { minimumCount: 12, levelBounds: [10, 20, 30, 40] },
    });
    expect(parsed.ok ? parsed.instrument.constants : undefined).toEqual({
      ...METHOD_CONSTANTS,
      minimumCount: 12,
      levelBounds: [10, 20, 30, 40],
    });
  });
});

describe('structure is refused', () => {
  it('with unknown keys at any depth', () => {
    expect(faultsAfter((s) => set(s, { colour: 'red' }))).toEqual(['unknown-key colour']);
    expect(faultsAfter((s) => set(questions(s)[2], { stages: ['a', 'b'] }))).toEqual([
      'unknown-key dimensions.0.questions.2.stages',
    ]);
    expect(faultsAfter((s) => set(s, { constants: { minimumcount: 3 } }))).toEqual([
      'unknown-key constants.minimumcount',
    ]);
  });

  it('with a weight that is not positive', () => {
    expect(faultsAfter((s) => set(items(s)[0], { weight: 0 }))).toEqual([
      'weights-not-positive dimensions.0.items.0.weight',
    ]);
    expect(faultsAfter((s) => set(dig(s, 'dimensions', 1), { weight: -1 }))).toEqual([
      'weights-not-positive dimensions.1.weight',
    ]);
  });

  it('with an id that is used twice', () => {
    expect(faultsAfter((s) => questions(s, 1).push({ ...questions(s)[2] }))).toEqual(['unique-question questions']);
    expect(faultsAfter((s) => items(s, 1).push({ ...items(s)[0] }))).toEqual(['unique-item items']);
    expect(faultsAfter((s) => set(dig(s, 'dimensions', 1), { id: 'GOV1' }))).toEqual([
      'unique-dimension dimensions.GOV1',
    ]);
    expect(faultsAfter((s) => set(questions(s, 1)[1], { rows: ['hq', 'hq'] }))).toEqual([
      'unique-row dimensions.1.questions.1.rows',
    ]);
  });

  it('with an item that has no rule', () => {
    expect(faultsAfter((s) => delete items(s)[0]!['rule'])).toEqual(['item-without-rule dimensions.0.items.0']);
  });

  it('with a rule for a question that is not there or of another type', () => {
    expect(faultsAfter((s) => set(items(s)[0], { rule: { code: 'M', question: 'GOV9' } }))).toEqual([
      'ref-question items.GOV1',
    ]);
    expect(faultsAfter((s) => set(items(s)[0], { rule: { code: 'CV', question: 'SOC4' } }))).toEqual([
      'rule-of-other-type items.GOV1',
    ]);
  });

  it('with a rule that needs bands where there are none', () => {
    expect(faultsAfter((s) => set(questions(s, 1)[0], { banded: false }))).toEqual([
      'rule-needs-bands items.PRO3',
      'rule-needs-bands items.WFC4',
    ]);
    expect(faultsAfter((s) => set(dig(s, 'bands', 2), { top: false }))).toContain('rule-needs-bands items.PRO3');
  });

  it('with a gate on an item that is unknown or can be declared not applicable', () => {
    expect(faultsAfter((s) => set(dig(s, 'gates', 0), { item: 'SVC9' }))).toEqual(['ref-item gates.SVC7']);
    expect(faultsAfter((s) => set(questions(s, 1)[11], { notApplicable: true }))).toEqual([
      'gate-may-not-apply gates.SVC7',
    ]);
  });

  it('with a scored question that may be left out', () => {
    expect(faultsAfter((s) => set(questions(s)[2], { optional: true }))).toEqual([
      'optional-but-scored questions.GOV1',
    ]);
  });

  it('with variants, agency types, bands and rows that are unknown', () => {
    expect(faultsAfter((s) => set(questions(s)[2], { variants: ['tiny'] }))).toEqual([
      'ref-variant dimensions.0.questions.2.variants',
    ]);
    expect(faultsAfter((s) => set(questions(s)[2], { agencyTypes: [] }))).toEqual([
      'empty-list dimensions.0.questions.2.agencyTypes',
    ]);
    expect(faultsAfter((s) => set(items(s, 1)[1], { variants: ['tiny'] }))).toEqual(['ref-variant items.PRO3']);
    expect(faultsAfter((s) => set(dig(s, 'checks', 0, 'right', 0), { bands: ['kings'] }))).toEqual([
      'ref-band checks.places-as-ranks',
    ]);
    expect(faultsAfter((s) => set(dig(s, 'checks', 1, 'left', 0), { rows: ['left'] }))).toEqual([
      'ref-row checks.joined-within-staff',
    ]);
  });

  it('with level bounds that do not ascend', () => {
    expect(faultsAfter((s) => set(s, { constants: { levelBounds: [20, 40, 40, 80] } }))).toEqual([
      'not-level-bounds constants.levelBounds',
    ]);
  });

  it('with a class that everybody would be in', () => {
    const classes = [{ id: 'best', allOf: [] }];
    expect(faultsAfter((s) => set(s, { classifications: [{ id: 'marker', classes, otherwise: 'none' }] }))).toEqual([
      'empty-list classifications.0.classes.0.allOf',
    ]);
  });
});

describe('a condition is refused', () => {
  const when = (s: Loose, condition: object): void => set(questions(s)[4], { when: condition });

  it('on a scored question, since what is asked would depend on how well one does', () => {
    expect(faultsAfter((s) => when(s, { question: 'GOV1', atLeast: 2 }))).toEqual([
      'condition-on-scored questions.SOC3',
    ]);
  });

  it('on a question that is unknown or cannot be compared', () => {
    expect(faultsAfter((s) => when(s, { question: 'CTX9', in: ['yes'] }))).toEqual(['ref-question questions.SOC3']);
    expect(faultsAfter((s) => when(s, { question: 'NOTE', in: ['yes'] }))).toEqual([
      'condition-on-type questions.SOC3',
    ]);
  });

  it('that waits for an answer nobody can give', () => {
    expect(faultsAfter((s) => when(s, { question: 'CTX1', in: ['maybe', 'yes'] }))).toEqual([
      'ref-answer questions.SOC3',
    ]);
    expect(faultsAfter((s) => when(s, { question: 'CTX2', in: [51, 5] }))).toEqual(['ref-answer questions.SOC3']);
  });

  it('that goes in a circle', () => {
    const circle = faultsAfter((s) => {
      set(questions(s)[0], { when: { question: 'CTX2', atLeast: 1 } });
      set(questions(s)[1], { when: { not: { any: [{ question: 'CTX1', in: ['no'] }] } } });
    });
    expect(circle).toContain('cyclic-condition questions.CTX1');
    expect(circle).toContain('cyclic-condition questions.CTX2');
    expect(faultsAfter((s) => when(s, { question: 'SOC3', in: ['age'] }))).toContain('cyclic-condition questions.SOC3');
  });

  it('that no agency can meet', () => {
    const both = {
      all: [
        { question: 'CTX1', in: ['yes'] },
        { question: 'CTX1', in: ['no'] },
      ],
    };
    expect(faultsAfter((s) => when(s, both))).toEqual(['unreachable-question questions.SOC3']);
    const onlyPolice = { question: 'CTX2', atLeast: 1 };
    expect(faultsAfter((s) => set(questions(s)[4], { when: onlyPolice, agencyTypes: ['customs'] }))).toEqual([
      'unreachable-question questions.SOC3',
    ]);
    expect(faultsAfter((s) => when(s, { question: 'CTX2', atLeast: 51 }))).toEqual([
      'unreachable-question questions.SOC3',
    ]);
  });

  it('that says nothing', () => {
    expect(faultsAfter((s) => when(s, { all: [] }))).toEqual(['empty-list dimensions.0.questions.4.when.all']);
    expect(faultsAfter((s) => when(s, { question: 'CTX1', in: [] }))).toEqual([
      'empty-list dimensions.0.questions.4.when.in',
    ]);
  });
});

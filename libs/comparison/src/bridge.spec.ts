import { describe, expect, it } from '@jest/globals';
import type { Instrument } from '@isonomia/instrument';
import { sampleInstrument } from '../../../test/support/sample-instrument.js';
import { bridgedItems } from './bridge.js';

const first = sampleInstrument();
const next = (change: Partial<Instrument>): Instrument => ({ ...first, version: '1.1.0', ...change });
const changed = (id: string, change: object): Partial<Instrument> => ({
  questions: first.questions.map((question) => (question.id === id ? { ...question, ...change } : question)),
});
const without = (all: readonly string[], ...ids: readonly string[]): readonly string[] =>
  all.filter((id) => !ids.includes(id));
const items = first.items.map(({ id }) => id as string);
const questions = first.questions.map(({ id }) => id as string);

describe('what two versions of an instrument have in common', () => {
  it('is everything where nothing changed', () => {
    expect(bridgedItems(first, next({}))).toEqual({ questions, items, dimensions: ['D1', 'D2'], overall: true });
  });

  it('stays when it changes whom a question is asked of, or what it refers to', () => {
    const bridge = bridgedItems(
      first,
      next(changed('GOV1', { variants: ['core'], references: ['cedaw'], optional: true })),
    );
    expect(bridge.items).toEqual(items);
  });

  it('is lost with another option, and so are the item and the dimension', () => {
    const options = [
      { id: 'age', exclusive: false },
      { id: 'rank', exclusive: false },
    ];
    const bridge = bridgedItems(first, next(changed('SOC4', { options })));
    expect(bridge.questions).toEqual(without(questions, 'SOC4'));
    expect(bridge.items).toEqual(without(items, 'SOC4'));
    expect(bridge).toMatchObject({ dimensions: ['D2'], overall: false });
  });

  it('is lost with another rule, and the question stays', () => {
    const turned = first.items.map((item) =>
      item.id === 'REC1' ? { ...item, rule: { ...item.rule, event: 'loss' } } : item,
    );
    const bridge = bridgedItems(first, next({ items: turned as Instrument['items'] }));
    expect(bridge.items).toEqual(without(items, 'REC1'));
    expect(bridge.questions).toContain('REC1');
  });

  it('is lost for every banded table with other bands, and for what is measured against it', () => {
    const bands = first.bands.map((band) => (band.id === 'heads' ? { ...band, top: false } : band));
    expect(bridgedItems(first, next({ bands })).items).toEqual(without(items, 'WFC1', 'PRO3', 'WFC4', 'DAT2'));
  });

  it('loses the availability of data with any other table, since it is about all of them', () => {
    expect(bridgedItems(first, next(changed('PAY2', { rows: ['hazard'] }))).items).toEqual(without(items, 'DAT2'));
  });

  it('joins items over other weights, and neither dimension nor overall', () => {
    const heavier = first.items.map((item) => (item.id === 'GOV1' ? { ...item, weight: 3 } : item));
    const bridge = bridgedItems(first, next({ items: heavier }));
    expect(bridge).toEqual({ questions, items, dimensions: ['D2'], overall: false });
    const dimensions = first.dimensions.map((dimension) => ({ ...dimension, weight: 7 }));
    expect(bridgedItems(first, next({ dimensions }))).toMatchObject({ dimensions: ['D1', 'D2'], overall: false });
  });

  it('joins no dimension over other constants', () => {
    const constants = { ...first.constants, parityThreshold: 0.3 };
    expect(bridgedItems(first, next({ constants }))).toMatchObject({ items, dimensions: [], overall: false });
  });

  it('does not hold what is there only once', () => {
    const fewer = { items: first.items.slice(1), questions: first.questions };
    expect(bridgedItems(next(fewer), first).items).toEqual(without(items, 'GOV1'));
    expect(bridgedItems(first, next(fewer)).items).toEqual(without(items, 'GOV1'));
  });
});

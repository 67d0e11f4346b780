import { describe, expect, it } from '@jest/globals';
import { InputRefused } from '../problems/problems.js';
import { readSettings, type SettingsInput } from './read-settings.js';

const KNOWN = { agencyTypes: ['customs', 'police'], bands: ['officers', 'head'] };
const GIVEN: SettingsInput = {
  type: 'customs',
  name: ' Customs of Norlavia ',
  legalFrame: '  ',
  marking: 'Official',
  currency: 'eur',
  timeZone: 'Europe/Riga',
  ranks: [
    { id: 'inspector', label: 'Inspector ', band: 'officers' },
    { id: 'chief', label: 'Chief', band: 'head' },
  ],
  units: [{ id: 'hq', label: 'Headquarters' }],
  reference: { from: '2025-01-01', to: '2025-12-31' },
  stockDate: '2025-12-31',
};
const faultsOf = (change: Partial<SettingsInput>): readonly string[] => {
  try {
    readSettings({ ...GIVEN, ...change }, KNOWN);
    return [];
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return error.faults.map(({ path, code }) => `${path} ${code}`);
  }
};

describe('the settings of an agency', () => {
  it('are kept trimmed, and what says nothing is left out', () => {
    expect(readSettings(GIVEN, KNOWN)).toEqual({
      type: 'customs',
      name: 'Customs of Norlavia',
      marking: 'Official',
      currency: 'EUR',
      timeZone: 'Europe/Riga',
      ranks: [
        { id: 'inspector', label: 'Inspector', band: 'officers' },
        { id: 'chief', label: 'Chief', band: 'head' },
      ],
      units: [{ id: 'hq', label: 'Headquarters' }],
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
    });
  });

  it.each<[string, Partial<SettingsInput>, string]>([
    ['a type that no instrument knows', { type: 'bakery' }, 'type input.not-in-list'],
    ['no name', { name: '  ' }, 'name input.missing'],
    ['a name that never ends', { name: 'x'.repeat(201) }, 'name input.too-long'],
    ['a name with NUL', { name: 'Cus\u0000toms' }, 'name input.not-text'],
    ['a name with half a character', { name: 'Customs \ud83d' }, 'name input.not-text'],
    ['a currency that is none', { currency: '€' }, 'currency input.not-a-currency'],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone input.not-a-time-zone'],
    ['a day that never was', { stockDate: '2025-02-30' }, 'stockDate input.not-a-date'],
    [
      'a period the wrong way round',
      { reference: { from: '2025-12-31', to: '2025-01-01' } },
      'reference input.period-reversed',
    ],
    ['a rank without a band', { ranks: [{ id: 'a', label: 'A', band: '' }] }, 'ranks.0.band input.not-in-list'],
    ['a unit without words', { units: [{ id: 'a', label: '' }] }, 'units.0.label input.missing'],
    ['a unit with an id that is none', { units: [{ id: '__proto__', label: 'A' }] }, 'units.0.id input.not-an-id'],
  ])('refuse %s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([fault]);
  });

  it('refuse two units of one id, and too many', () => {
    const unit = { id: 'hq', label: 'Headquarters' };
    expect(faultsOf({ units: [unit, unit] })).toEqual(['units.1.id input.repeated']);
    expect(faultsOf({ units: Array.from({ length: 201 }, (_, index) => ({ id: `u${index}`, label: 'U' })) })).toEqual([
      'units input.too-many',
    ]);
  });

  it('tell every fault at once', () => {
    expect(faultsOf({ type: 'x', name: '', currency: '' })).toHaveLength(3);
  });
});

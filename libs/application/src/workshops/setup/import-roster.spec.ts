import { describe, expect, it } from '@jest/globals';
import { agencyId, countryId } from '../../ids.js';
import { previewOf, type RosterRow } from './import-roster.js';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const NORLAVIA = countryId(id(1));
const VELMAR = countryId(id(2));
const agency = (n: number, name: string, country: typeof NORLAVIA) => ({
  id: agencyId(id(n)),
  name,
  countryId: country,
  country: country === NORLAVIA ? 'Norlavia' : 'Velmar',
  countryCode: country === NORLAVIA ? 'NV' : 'VE',
});
const CONTEXT = {
  agencies: [agency(3, 'Customs', NORLAVIA), agency(4, 'Customs', VELMAR), agency(5, 'Pôlice', VELMAR)],
  countries: [
    { id: NORLAVIA, code: 'NV', name: 'Norlavia' },
    { id: VELMAR, code: 'VE', name: 'Velmar' },
  ],
  languages: ['ru', 'en'],
};
const row = (different: Partial<RosterRow>): RosterRow => ({
  line: 2,
  name: 'Ada Alm',
  agency: 'police',
  organisation: '',
  country: '',
  function: '',
  sex: '',
  language: '',
  email: '',
  ...different,
});
const faults = (different: Partial<RosterRow>) =>
  previewOf([row(different)], CONTEXT, []).faults.map(({ line, field, code }) => `${line} ${field} ${code}`);

describe('a list of people for a workshop', () => {
  it('finds agencies whatever their case, spaces and accents, and takes their country', () => {
    const [person] = previewOf([row({ agency: ' PÔLICE ' })], CONTEXT, []).people;
    expect(person).toMatchObject({
      agencyId: id(5),
      countryId: VELMAR,
      language: 'ru',
      sex: 'unstated',
      from: 'Pôlice',
    });
  });

  it('tells agencies of one name apart by the country, by its code too', () => {
    expect(faults({ agency: 'Customs' })).toEqual(['2 agency input.agency-ambiguous']);
    expect(previewOf([row({ agency: 'Customs', country: 've' })], CONTEXT, []).people[0]?.agencyId).toBe(id(4));
  });

  it('names the line and the column of everything that is wrong, and unknown agencies beside', () => {
    expect(faults({ country: 'Norlavia' })).toEqual(['2 country input.country-of-agency']);
    expect(faults({ agency: '' })).toEqual(['2 agency input.agency-or-organisation']);
    expect(faults({ organisation: 'Fund' })).toEqual(['2 organisation input.agency-or-organisation']);
    expect(faults({ name: '', sex: 'x', language: 'de', email: 'nowhere' })).toEqual([
      '2 email input.not-a-mail-address',
      '2 name input.missing',
      '2 sex input.not-in-list',
      '2 language input.not-in-list',
    ]);
    expect(previewOf([row({ agency: 'Elsewhere' })], CONTEXT, []).unknownAgencies).toEqual(['Elsewhere']);
  });

  it('leaves out who is on the roster already, and refuses a name that stands twice in the list', () => {
    const known = [{ name: 'ada  alm', agencyId: agencyId(id(5)) }];
    expect(previewOf([row({})], CONTEXT, known)).toMatchObject({ people: [], known: 1, faults: [] });
    const twice = previewOf([row({}), row({ line: 3 })], CONTEXT, []);
    expect(twice.faults).toMatchObject([{ line: 3, field: 'name', code: 'input.listed-twice', detail: { before: 2 } }]);
  });

  it('takes a guest of an organisation from a country of the region or from elsewhere', () => {
    const guest = { agency: '', organisation: 'Fund for Borders' };
    expect(previewOf([row({ ...guest, country: 'Velmar' })], CONTEXT, []).people[0]).toMatchObject({
      organisation: 'Fund for Borders',
      countryId: VELMAR,
    });
    expect(previewOf([row(guest)], CONTEXT, []).people[0]).not.toHaveProperty('countryId');
    expect(faults({ ...guest, country: 'Atlantis' })).toEqual(['2 country input.not-in-list']);
  });
});

import type { Fault } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import { InputRefused } from '../../problems/problems.js';
import { Fields } from '../../problems/fields.js';
import type { RegionAgency, RosterLine } from '../../ports/workshop-store.js';
import { readPerson, type Person, type PersonInput, type RosterContext } from './read-person.js';
import { MOST_PEOPLE, RosterDesk } from './roster.js';

/** One line of a list: what `PersonInput` says by ids, it says by names. */
export interface RosterRow extends PersonInput {
  /** Line of the sheet, from 1. */
  readonly line: number;
}

export interface RosterFault {
  readonly line: number;
  /** Name of the column. */
  readonly field: string;
  readonly code: string;
  readonly detail: Fault['detail'];
}

export interface RosterPreview {
  /** In the order of the list; nobody who is on the roster already. */
  readonly people: readonly (Person & { readonly line: number; readonly from: string; readonly country?: string })[];
  /** How many lines name somebody who is on the roster already: the same name of the same agency. */
  readonly known: number;
  readonly faults: readonly RosterFault[];
  /** Names in the column of agencies that no agency of the region has. */
  readonly unknownAgencies: readonly string[];
}

export interface ImportRosterCommand {
  readonly workshop: WorkshopId;
  readonly rows: readonly RosterRow[];
  /** What the group of guests is called. */
  readonly guests: string;
}

/** A list of people, looked at before any of it is written. */
@Injectable()
export class PreviewRoster {
  constructor(private readonly desk: RosterDesk) {}

  async execute(actor: Actor, command: ImportRosterCommand): Promise<RosterPreview> {
    return this.desk.open({ actor, workshop: command.workshop }, async (tx, workshop) => {
      const roster = await this.desk.workshops.roster(tx, workshop.id);
      return previewOf(command.rows, await this.desk.context(tx, workshop), roster);
    });
  }
}

/** All of the list or, when a line is at fault, nothing. */
@Injectable()
export class ImportRoster {
  constructor(private readonly desk: RosterDesk) {}

  async execute(actor: Actor, command: ImportRosterCommand): Promise<{ readonly added: number }> {
    return this.desk.open({ actor, workshop: command.workshop }, async (tx, workshop) => {
      const context = await this.desk.context(tx, workshop);
      const roster = await this.desk.workshops.roster(tx, workshop.id);
      const { people, faults } = previewOf(command.rows, context, roster);
      if (faults.length > 0)
        throw new InputRefused(
          faults.map(({ line, field, code, detail }) => ({ code, path: `rows.${line}.${field}`, detail })),
        );
      const persons = people.map(({ line: _line, from: _from, country: _country, ...person }) => person);
      const added = { people: persons, agencies: context.agencies, guests: command.guests };
      await this.desk.add(tx, workshop, added);
      await this.desk.tell(tx, { actor, workshop, action: 'workshop.roster-imported' }, { people: people.length });
      return { added: people.length };
    });
  }
}

/** Names are the same whatever their case, spaces and accents. */
const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();

export function previewOf(
  rows: readonly RosterRow[],
  context: RosterContext,
  roster: readonly Pick<RosterLine, 'name' | 'agencyId' | 'organisation'>[],
): RosterPreview {
  const faults: RosterFault[] = [];
  const unknown = new Set<string>();
  const seen = new Map(roster.map((one) => [keyOf(one), 0]));
  let known = 0;
  const people = rows.flatMap((row) => {
    const looked = lookedUp(row, context, faults);
    if (looked.unknownAgency !== undefined) unknown.add(looked.unknownAgency);
    const person = personOf(row.line, looked.input, context, faults);
    if (person === undefined || looked.unknownAgency !== undefined) return [];
    const before = seen.get(keyOf(person));
    seen.set(keyOf(person), before ?? row.line);
    if (before === undefined) return [{ ...person, line: row.line, ...wordsOf(person, context) }];
    if (before === 0) known += 1;
    else faults.push({ line: row.line, field: 'name', code: 'input.listed-twice', detail: { before } });
    return [];
  });
  if (roster.length + people.length > MOST_PEOPLE)
    faults.push({ line: 1, field: 'name', code: 'input.too-many', detail: { max: MOST_PEOPLE } });
  return { people, known, faults, unknownAgencies: [...unknown] };
}

const keyOf = ({ name, agencyId, organisation }: Pick<RosterLine, 'name' | 'agencyId' | 'organisation'>): string =>
  JSON.stringify([plain(name), agencyId ?? '', plain(organisation ?? '')]);

function personOf(line: number, input: PersonInput, context: RosterContext, faults: RosterFault[]): Person | undefined {
  const fields = new Fields();
  const person = readPerson(fields, input, context);
  try {
    fields.check();
    return person;
  } catch (problem) {
    if (!(problem instanceof InputRefused)) throw problem;
    faults.push(...problem.faults.map(({ code, path, detail }) => ({ line, field: path, code, detail })));
    return undefined;
  }
}

/** Names in place of ids. An agency that is not found stops the line; all others say their fault with the rest. */
function lookedUp(
  row: RosterRow,
  context: RosterContext,
  faults: RosterFault[],
): { readonly input: PersonInput; readonly unknownAgency?: string } {
  const country = context.countries.find((one) => isCalled(one.name, row.country) || isCalled(one.code, row.country));
  const input = { ...row, country: country?.id ?? row.country.trim() };
  if (row.agency.trim() === '') return { input };
  const found = agencyOf(row, context, country?.id);
  if (typeof found === 'string') {
    faults.push({ line: row.line, field: 'agency', code: found, detail: { name: row.agency } });
    // Read as a guest, so that whatever else is wrong with the line is said too.
    return { input: { ...input, agency: '', organisation: row.agency, country: '' }, unknownAgency: row.agency.trim() };
  }
  if (row.country.trim() !== '' && found.countryId !== country?.id) {
    const detail = { country: found.country };
    faults.push({ line: row.line, field: 'country', code: 'input.country-of-agency', detail });
  }
  return { input: { ...input, agency: found.id } };
}

const isCalled = (name: string, text: string): boolean => plain(name) === plain(text);

/** Two agencies of one name are told apart by their country. Without one, the code of the fault. */
function agencyOf(row: RosterRow, { agencies }: RosterContext, country: string | undefined): RegionAgency | string {
  const named = agencies.filter(({ name }) => isCalled(name, row.agency));
  if (named.length === 0) return 'input.agency-unknown';
  const some = named.length === 1 ? named : named.filter(({ countryId }) => countryId === country);
  return some.length === 1 && some[0] !== undefined ? some[0] : 'input.agency-ambiguous';
}

function wordsOf(person: Person, { agencies, countries }: RosterContext): { from: string; country?: string } {
  const agency = agencies.find(({ id }) => id === person.agencyId);
  const country = countries.find(({ id }) => id === person.countryId)?.name;
  return { from: agency?.name ?? person.organisation ?? '', ...(country !== undefined && { country }) };
}

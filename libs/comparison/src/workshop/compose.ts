import { STANDARD_RULES } from '@isonomia/disclosure';
import { codeUnits } from '../groups.js';
import { attendanceOf } from './attendance.js';
import { resultsOf } from './figures.js';
import type { AgreedClause, CountryCommitments, ExchangeLine, PutForward, WorkshopOutcome } from './outcome.js';
import type { AgencyGroup, GivenClause, WorkshopOutcomeRequest } from './request.js';

/** Whom clauses speak to, in the order of the document. */
const ADDRESSEES = ['heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks'];
const MONTHS = { sixMonths: 6, twelveMonths: 12 };

/** The outcome of a workshop from what its groups allow. The same for the same room in any order. */
export const composeWorkshopOutcome = (given: WorkshopOutcomeRequest): WorkshopOutcome => {
  const groups = given.groups.toSorted(byCountryAndName);
  const request = { ...given, groups };
  const { figures, named, consents } = resultsOf(request, given.rules ?? STANDARD_RULES);
  const { facts, version } = given;
  return {
    format: 'isonomia.workshop/1',
    status: 'workshop-self-assessment',
    facts: { ...facts, groups: { agency: groups.length, mixed: given.mixedGroups } },
    instrument: version,
    agenda: given.agenda.toSorted((a, b) => codeUnits(`${a.day} ${a.starts}`, `${b.day} ${b.starts}`)),
    attendance: attendanceOf(given.people),
    agencies: groups.map(({ name, country, agencyType }) => ({ name, country, agencyType })),
    figures,
    named,
    strengths: pointsOf(given, 'strength'),
    limitations: pointsOf(given, 'limitation'),
    clauses: clausesOf(request),
    commitments: commitmentsOf(request),
    exchange: exchangeOf(request),
    ...(given.quiz === undefined || given.quiz.length === 0 ? {} : { quiz: given.quiz }),
    reviewOn: {
      sixMonths: monthsAfter(facts.endsOn, MONTHS.sixMonths),
      twelveMonths: monthsAfter(facts.endsOn, MONTHS.twelveMonths),
    },
    consents,
  };
};

const byCountryAndName = (a: AgencyGroup, b: AgencyGroup): number =>
  codeUnits(a.country, b.country) || codeUnits(a.name, b.name);

/** By dimension in the instrument's order, those of none last; then by their words, so that no order tells of a group. */
const pointsOf = ({ points, instrument }: WorkshopOutcomeRequest, kind: 'strength' | 'limitation'): PutForward[] => {
  const place = dimensionPlaces(instrument);
  return points
    .filter((point) => point.kind === kind)
    .map(({ text, dimension }): PutForward => ({ text, ...(dimension === undefined ? {} : { dimension }) }))
    .toSorted((a, b) => place(a.dimension) - place(b.dimension) || codeUnits(a.text, b.text));
};

const dimensionPlaces = ({ dimensions }: WorkshopOutcomeRequest['instrument']) => {
  const places = new Map(dimensions.map(({ id }, at) => [String(id), at]));
  return (dimension: string | undefined): number => places.get(dimension ?? '') ?? dimensions.length;
};

const clausesOf = ({ clauses, groups }: WorkshopOutcomeRequest): readonly AgreedClause[] => {
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return clauses
    .toSorted((a, b) => ADDRESSEES.indexOf(a.addressee) - ADDRESSEES.indexOf(b.addressee) || a.position - b.position)
    .map((clause, at) => agreedClause(clause, at + 1, names));
};

const agreedClause = (clause: GivenClause, number: number, names: ReadonlyMap<string, string>): AgreedClause => {
  const { addressee, texts, dimension, mark, revision } = clause;
  const standing = clause.positions
    .filter(({ ofRevision, group }) => ofRevision === revision && names.has(group))
    .map((position) => ({ ...position, agency: names.get(position.group) ?? '' }))
    .toSorted((a, b) => codeUnits(a.agency, b.agency));
  const whoSays = (stance: string): readonly string[] =>
    standing.filter((position) => position.stance === stance).map(({ agency }) => agency);
  return {
    number,
    addressee,
    texts,
    ...(dimension === undefined ? {} : { dimension }),
    mark,
    agrees: whoSays('agrees'),
    abstains: whoSays('abstains'),
    reserves: standing
      .filter(({ stance }) => stance === 'reserves')
      .map(({ agency, reason }) => ({ agency, reason: reason ?? '' })),
  };
};

const commitmentsOf = ({ commitments, groups }: WorkshopOutcomeRequest): readonly CountryCommitments[] => {
  const told = groups.flatMap(({ id, name, country }) => {
    const own = commitments.filter(({ group }) => group === id).toSorted((a, b) => a.position - b.position);
    const actions = own.map(({ group: _, position: __, ...action }) => action);
    return actions.length === 0 ? [] : [{ country, agency: name, actions }];
  });
  return [...new Set(told.map(({ country }) => country))].map((country) => ({
    country,
    agencies: told.filter((one) => one.country === country).map(({ agency, actions }) => ({ agency, actions })),
  }));
};

const exchangeOf = ({ offers, groups, instrument }: WorkshopOutcomeRequest): readonly ExchangeLine[] => {
  const place = dimensionPlaces(instrument);
  const agencies = new Map(groups.map((group) => [group.id, group]));
  const lines = offers.map(({ group, groupName, kind, dimension, text }): ExchangeLine => {
    const agency = agencies.get(group);
    return {
      dimension,
      kind,
      agency: agency?.name ?? groupName,
      ...(agency === undefined ? {} : { country: agency.country }),
      text,
    };
  });
  const isAsk = ({ kind }: ExchangeLine): number => Number(kind === 'ask');
  return lines.toSorted(
    (a, b) =>
      place(a.dimension) - place(b.dimension) ||
      isAsk(a) - isAsk(b) ||
      codeUnits(a.agency, b.agency) ||
      codeUnits(a.text, b.text),
  );
};

/** An ISO date some months on; the last day of a month that is shorter. */
const monthsAfter = (date: string, months: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
};

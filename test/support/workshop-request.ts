import type { AgencyGroup, AttendingPerson, WorkshopOutcomeRequest } from '@isonomia/comparison';
import { parseInstrument, type AnswerFile, type Instrument } from '@isonomia/instrument';

const QUESTIONS = 5;
const MOST_LEVELS = 20;
const STEP = 5;

const dimension = (id: string) => {
  const ids = Array.from({ length: QUESTIONS }, (_, at) => `${id}Q${at + 1}`);
  return {
    id,
    questions: ids.map((question) => ({ id: question, type: 'maturity' })),
    items: ids.map((question) => ({ id: question, rule: { code: 'M', question } })),
  };
};

/** A dimension that is one figure of people, asked by the full variant alone. */
const ONE_FIGURE = {
  id: 'WFC',
  questions: [{ id: 'WFC1', type: 'headcount', banded: true, rowsFrom: 'ranks', variants: ['full'] }],
  items: [{ id: 'WFC1', rule: { code: 'PB', question: 'WFC1', over: 'rows' }, variants: ['full'] }],
};

/** Two dimensions of five maturity questions each, so that every multiple of five is a score; one right in the second. */
export const roomInstrument = (): Instrument => {
  const parsed = parseInstrument({
    id: 'room',
    version: '1.0.0',
    agencyTypes: ['customs', 'police'],
    variants: ['core', 'full'],
    bands: [{ id: 'officers', part: 'uniformed', top: true }],
    dimensions: [dimension('GOV'), dimension('REC'), ONE_FIGURE],
    gates: [{ id: 'RECQ1', item: 'RECQ1', threshold: 50 }],
    checks: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.instrument;
};

/** Answers that claim this score, a multiple of five, in each dimension that is given. */
export const claiming = (scores: Readonly<Record<string, number>>): AnswerFile => ({
  instrument: 'room' as AnswerFile['instrument'],
  version: '1.0.0',
  variant: 'core',
  agencyType: 'customs',
  reference: { from: '2022-07-01', to: '2023-06-30' },
  answers: Object.fromEntries(
    Object.entries(scores).flatMap(([id, score]) => {
      let left = Math.min(MOST_LEVELS, score / STEP);
      return Array.from({ length: QUESTIONS }, (_, at) => {
        const level = Math.min(4, left);
        left -= level;
        return [`${id}Q${at + 1}`, { value: { level } }] as const;
      });
    }),
  ) as AnswerFile['answers'],
});

/** An agency's group that claims a score in both dimensions; what is not given is as in every other. */
export const agencyGroup = (
  id: string,
  score: number | undefined,
  given: Partial<AgencyGroup> & { readonly choice?: 'counted' | 'named' } = {},
): AgencyGroup => {
  const { choice = 'counted', ...group } = given;
  return {
    id,
    name: `Agency ${id}`,
    country: 'Avestan',
    agencyType: 'customs',
    holding: id,
    seen: false,
    ...(score === undefined ? {} : { result: { choice, answers: claiming({ GOV: score, REC: score }) } }),
    ...group,
  };
};

/** So many people of one place, the first of them women, all there on the first day. */
export const people = (from: string, country: string | undefined, all: number, women: number): AttendingPerson[] =>
  Array.from({ length: all }, (_, at) => ({
    from,
    ...(country === undefined ? {} : { country }),
    woman: at < women,
    days: ['2023-08-22'],
  }));

export const roomRequest = (given: Partial<WorkshopOutcomeRequest> = {}): WorkshopOutcomeRequest => ({
  facts: {
    title: 'Gender mainstreaming in border control',
    place: 'Sarmat',
    startsOn: '2023-08-22',
    endsOn: '2023-08-24',
    timeZone: 'Asia/Bishkek',
    region: 'The steppe',
    organisers: ['The host country'],
    donors: [],
    languages: ['en', 'ru'],
    reference: { from: '2022-07-01', to: '2023-06-30' },
    fictional: true,
  },
  instrument: roomInstrument(),
  version: { id: 'room', version: '1.0.0', variant: 'core' },
  agenda: [],
  people: [],
  groups: [],
  mixedGroups: 4,
  points: [],
  clauses: [],
  commitments: [],
  offers: [],
  ...given,
});

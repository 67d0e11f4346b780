import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { practicesFor, type PrintedWorkshop } from '@isonomia/application';
import { composeWorkshopOutcome, type AgencyGroup, type WorkshopOutcomeRequest } from '@isonomia/comparison';
import { PracticeFiles } from '@isonomia/content';
import { canonicalJson, type AnswerFile, type Instrument } from '@isonomia/instrument';
import { practicesOfRoom } from '../../libs/application/src/workshops/papers/practices-of-room.js';
import { exampleAnswers } from './outcome-fixture.js';
import { publishedExample } from './published-release.js';
import { people } from './workshop-request.js';

const AGENCIES = [
  ['Customs Service', 'Tarsenia', 'customs'],
  ['Border Guard', 'Tarsenia', 'border'],
  ['Customs Committee', 'Norlavia', 'customs'],
  ['Police', 'Norlavia', 'police'],
  ['Drug Control', 'Velmar', 'police'],
  ['Customs Service', 'Ostrand', 'customs'],
  ['Federal Board of Customs', 'Kadria', 'customs'],
] as const;

/** Claims of a group: those of the example, with maturity a little better or worse from agency to agency; nothing proven. */
function claims(instrument: Instrument, at: number): AnswerFile {
  const example = exampleAnswers('core');
  const maturity = instrument.questions.filter(({ type }) => type === 'maturity').map(({ id }) => String(id));
  const answers = Object.entries(example.answers).map(([id, answer], n) =>
    maturity.includes(id)
      ? ([id, { value: { level: Math.max(0, Math.min(4, ((at + n) % 4) + (n % 3) - 1)) } }] as const)
      : ([id, 'value' in answer ? { value: answer.value } : answer] as const),
  );
  return { ...example, answers: Object.fromEntries(answers) as AnswerFile['answers'] };
}

const groupsOf = (instrument: Instrument, named: number): readonly AgencyGroup[] =>
  AGENCIES.map(([name, country, agencyType], at) => ({
    id: `group-${at}`,
    name: `${name} of ${country}`,
    country,
    agencyType,
    holding: `holding-${at}`,
    seen: false,
    result: { choice: at < named ? 'named' : 'counted', answers: claims(instrument, at) },
  }));

const CLAUSES = [
  [
    'heads',
    'D1',
    'Name one member of the management board who answers for gender equality, with time and a budget for it.',
    'Назначить члена руководства, отвечающего за гендерное равенство, и выделить для этого время и средства.',
    'adopted',
  ],
  [
    'heads',
    'D1',
    'Put one objective on equality into the yearly appraisal of every director.',
    'Включить задачу по обеспечению равенства в ежегодную оценку каждого руководителя.',
    'reserved',
  ],
  [
    'hr',
    'D3',
    'Review every stage of recruitment once a year, by sex, and mend the stage that loses most women first.',
    'Ежегодно проверять все этапы набора с разбивкой по полу и прежде всего исправлять тот, на котором отсеивается больше всего женщин.',
    'adopted',
  ],
  [
    'hr',
    'D5',
    'Publish courses, missions and special posts to all staff at least two weeks before they close.',
    'Сообщать всему персоналу о курсах, миссиях и особых должностях не позднее чем за две недели до окончания приёма заявлений.',
    'adopted',
  ],
  [
    'commanders',
    'D2',
    'Make up control units so that no woman serves alone, and keep rooms for women at every post.',
    'Комплектовать подразделения контроля так, чтобы ни одна женщина не служила в одиночку, и предусмотреть помещения для женщин на каждом посту.',
    'adopted',
  ],
  [
    'ministries',
    'D6',
    'Repeal rules that keep women from posts or hours of duty.',
    'Отменить правила, закрывающие женщинам доступ к должностям или времени службы.',
    'noted',
  ],
  [
    'organisations',
    'D11',
    'Support a yearly course of trainers, in the languages of the region.',
    undefined,
    'adopted',
  ],
  [
    'networks',
    'D11',
    'Meet twice a year, once of these in person, and report on open offers and asks.',
    'Собираться дважды в год, один раз очно, и сообщать об открытых предложениях и запросах.',
    'open',
  ],
] as const;

const DAYS = ['2026-08-24', '2026-08-25', '2026-08-26'];

function requestFor(instrument: Instrument, named: number): WorkshopOutcomeRequest {
  const groups = groupsOf(instrument, named);
  const everyDay = (from: string, country: string | undefined, all: number, women: number) =>
    people(from, country, all, women).map((person, at) => ({ ...person, days: at % 5 === 4 ? DAYS.slice(1) : DAYS }));
  return {
    facts: {
      title: 'Gender equality in the work of border control units',
      place: 'Sarmat',
      startsOn: '2026-08-24',
      endsOn: '2026-08-26',
      timeZone: 'Asia/Bishkek',
      region: 'Four Rivers',
      organisers: ['Customs Service of Tarsenia', 'Office of the Four Rivers'],
      donors: ['Fund for Borders'],
      purpose:
        'To bring equality of women and men into the daily work of port and airport control units, and to agree on steps that can be checked after a year.',
      languages: ['en', 'ru'],
      reference: { from: '2025-07-01', to: '2026-06-30' },
      fictional: true,
    },
    instrument,
    version: { id: instrument.id, version: instrument.version, variant: 'core' },
    agenda: DAYS.flatMap((day, n) => [
      {
        day,
        starts: '09:00',
        ends: '10:30',
        title:
          ['Opening and the quiz', 'Groups of agencies agree on their answers', 'The agreed text, clause by clause'][
            n
          ] ?? '',
        kind: 'talk',
      },
      {
        day,
        starts: '11:00',
        ends: '12:30',
        title:
          [
            'What the questionnaire asks, and why',
            'Mixed groups: what we would change first',
            'Commitments by country',
          ][n] ?? '',
        kind: 'groups',
      },
      {
        day,
        starts: '14:00',
        ends: '16:30',
        title:
          ['Groups of agencies answer', 'Practice from Germany and the Philippines', 'Adoption and closing'][n] ?? '',
        kind: 'clauses',
      },
    ]),
    people: [
      ...groups.flatMap(({ name, country }, at) =>
        everyDay(name, country, 6 + (at % 3), [3, 4, 1, 5, 3, 4, 3][at] ?? 3),
      ),
      ...everyDay('Office of the Four Rivers', undefined, 4, 2),
    ],
    groups,
    mixedGroups: 4,
    points: [
      {
        kind: 'strength',
        dimension: 'D1',
        text: 'The order of 2024 names who answers for equality in every regional office.',
      },
      {
        kind: 'strength',
        dimension: 'D11',
        text: 'A women’s network that meets every month, with time for it within hours of duty.',
      },
      { kind: 'limitation', dimension: 'D3', text: 'Women apply, and half of them are lost at the fitness test.' },
      { kind: 'limitation', dimension: 'D12', text: 'Uniforms and armour exist in men’s sizes alone.' },
      { kind: 'limitation', text: 'На отдалённых постах нет отдельных помещений для женщин.' },
    ],
    clauses: CLAUSES.map(([addressee, dimension, en, ru, mark], at) => ({
      addressee,
      position: at,
      texts: { en, ...(ru !== undefined && { ru }) },
      dimension,
      mark,
      revision: 1,
      positions: groups.map(({ id }, n) => ({
        group: id,
        ofRevision: 1,
        ...(mark === 'reserved' && n === 3
          ? {
              stance: 'reserves' as const,
              reason: 'Appraisals are set by the ministry; the agency alone cannot add an objective.',
            }
          : { stance: at === 5 && n > 4 ? ('abstains' as const) : ('agrees' as const) }),
      })),
    })),
    commitments: groups.flatMap(({ id }, at) =>
      [
        'Adopt an order on equality in recruitment',
        'Train every head of unit in a day’s course',
        'Set up rooms for women at three border posts',
      ]
        .slice(0, 1 + (at % 3))
        .map((what, n) => ({
          group: id,
          position: n + 1,
          what,
          owner: ['Head of human resources', 'Academy', 'Logistics'][n] ?? '',
          due: ['2027-02-28', '2027-05-31', '2027-08-15'][n] ?? '',
          ...(n > 0 && { help: ['', 'Trainers who speak the language', 'Money for portable rooms'][n] ?? '' }),
        })),
    ),
    offers: [
      ...(['D1', 'D3', 'D11'] as const).map((dimension, at) => ({
        group: `group-${at}`,
        groupName: '',
        kind: 'offer' as const,
        dimension,
        text:
          [
            'The order as a model, with its annexes',
            'Two days with those who changed the fitness test',
            'Seats in the mentoring programme',
          ][at] ?? '',
      })),
      {
        group: 'group-4',
        groupName: '',
        kind: 'ask',
        dimension: 'D3',
        text: 'Somebody who has done it to look at our test',
      },
      { group: 'group-6', groupName: '', kind: 'ask', dimension: 'D12', text: 'Tender documents for women’s uniforms' },
      {
        group: 'guests',
        groupName: 'International organisations',
        kind: 'offer',
        dimension: 'D11',
        text: 'Trainers for a regional course',
      },
    ],
    quiz: [
      { phase: 'before', sheets: 49, right: 46 },
      { phase: 'after', sheets: 51, right: 78 },
    ],
  };
}

/** The outcome of a workshop of seven agencies as it would be read from the database; the first so many are named. */
export async function printedWorkshop(named = 2): Promise<PrintedWorkshop> {
  const { published } = await publishedExample();
  const outcome = composeWorkshopOutcome(requestFor(published.instrument, named));
  const library = await new PracticeFiles({ content: join('libs', 'content') }).all();
  const body = { outcome, practices: practicesOfRoom(outcome, practicesFor(library, published)) };
  const sha256 = createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(body))))
    .digest('hex');
  return { ...body, head: { revision: 1, sha256, frozenAt: new Date('2026-08-26T11:30:00Z') }, published };
}

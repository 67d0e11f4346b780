/**
 * The shape of a regional training in August 2023: three days, 53 participants, customs and other agencies of several
 * countries and guests of international organisations. Names, countries, agencies and answers are made up: a document that
 * showed real agencies with invented answers would be a forgery.
 */
export const REGION = 'Rehearsal region';

export interface RehearsedAgency {
  readonly key: string;
  readonly country: string;
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly people: number;
}

export const AGENCIES: readonly RehearsedAgency[] = [
  {
    key: 'alba',
    country: 'Albarca',
    code: 'XA',
    name: 'Customs Service of Albarca',
    type: 'customs',
    people: 11,
  },
  {
    key: 'bren',
    country: 'Brennia',
    code: 'XB',
    name: 'Border Guard of Brennia',
    type: 'border',
    people: 10,
  },
  {
    key: 'cala',
    country: 'Calavia',
    code: 'XC',
    name: 'National Police of Calavia',
    type: 'police',
    people: 10,
  },
  {
    key: 'dore',
    country: 'Doresia',
    code: 'XD',
    name: 'Customs Committee of Doresia',
    type: 'customs',
    people: 9,
  },
  {
    key: 'elmo',
    country: 'Elmoria',
    code: 'XE',
    name: 'Customs of Elmoria',
    type: 'customs',
    people: 8,
  },
];
const GUESTS: readonly string[] = ['Institute for Border Training', 'Network of Women in Border Services'];
export const PARTICIPANTS = 53;
export const MIXED_GROUPS = 4;

const GIVEN = {
  woman: [
    'Aila',
    'Berin',
    'Celda',
    'Dania',
    'Elsin',
    'Farida',
    'Galia',
    'Hanel',
    'Irsa',
    'Jolan',
    'Kamila',
    'Lorin',
    'Mirel',
  ],
  man: [
    'Arno',
    'Bekor',
    'Casim',
    'Dovan',
    'Emric',
    'Farol',
    'Goran',
    'Halim',
    'Ivar',
    'Jorun',
    'Kiran',
    'Lasko',
    'Maren',
  ],
} as const;
const FAMILY = ['Abren', 'Bolat', 'Corvan', 'Delmar', 'Erkin', 'Fendal', 'Girov', 'Holm', 'Ilmar', 'Jast', 'Korvin'];
const FUNCTIONS = [
  'Head of human resources',
  'Inspector',
  'Head of unit',
  'Training officer',
  'Legal adviser',
  'Analyst',
];

export interface RosterLine {
  readonly country: string;
  readonly organisation: string;
  readonly agency: string | undefined;
  readonly name: string;
  readonly function: string;
  readonly sex: 'woman' | 'man';
  readonly email: string;
  readonly language: 'en' | 'ru';
}

const GUEST_COUNT = PARTICIPANTS - AGENCIES.reduce((sum, { people }) => sum + people, 0);

/** As a coordinator would have it in a spreadsheet; of more people than were there, the others are of the agencies. */
export function roster(size = PARTICIPANTS): readonly RosterLine[] {
  const places = AGENCIES.flatMap(({ people, country, name, key }, at) => {
    const more = Math.floor((size - PARTICIPANTS + AGENCIES.length - 1 - at) / AGENCIES.length);
    return Array.from({ length: people + more }, () => ({ country, organisation: name, agency: key }));
  });
  const guests = Array.from({ length: GUEST_COUNT }, (_, index) => ({
    country: '',
    organisation: GUESTS[index % GUESTS.length] ?? '',
    agency: undefined,
  }));
  return [...places, ...guests].map((place, index) => {
    const sex = index % 5 < 2 ? 'woman' : 'man';
    const given = GIVEN[sex][index % GIVEN[sex].length] ?? '';
    const family = FAMILY[(index * 3) % FAMILY.length] ?? '';
    return {
      ...place,
      sex,
      name: `${given} ${family}`,
      function: FUNCTIONS[index % FUNCTIONS.length] ?? '',
      email: `participant${index + 1}@rehearsal.example`,
      language: index % 3 === 2 ? 'ru' : 'en',
    };
  });
}

/** What groups say, agencies in their order, and the mixed groups in theirs. */
export const POINTS = {
  strength: [
    'Posts are advertised openly, with criteria that were written down.',
    'There is a person of trust on every site.',
    'Part-time work is possible in headquarters.',
    'Training places are shared out by need, not by rank.',
    'Figures by sex are collected every quarter.',
  ],
  limitation: [
    'Hardly any woman leads a border post.',
    'Uniforms and vests come in sizes for men alone.',
    'Nobody is answerable for equality at the top.',
    'Complaints are handled by the line of command.',
    'Women leave after parental leave, and nobody asks why.',
  ],
  proposal: [
    'Order protective vests in sizes for everybody.',
    'Name somebody at the top who answers for equality.',
    'Ask everybody who leaves why they leave.',
    'Have complaints heard outside the line of command.',
    'Rotate officers through specialised units for six months.',
  ],
  mixed: [
    'Exchange trainers between the agencies for a month each year.',
    'Agree on one way to count women in specialised units.',
    'Mentor women who prepare for a first command.',
    'Publish once a year what was done, agency by agency.',
  ],
} as const;

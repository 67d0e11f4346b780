import {
  findQuestion,
  isAsked,
  type AnswerFile,
  type HeadcountRow,
  type HeadcountQuestion,
  type Instrument,
} from '@isonomia/instrument';

/** Answers that contradict one another. Nothing is refused: the agency may know why. */
export interface Warning {
  /** `warning.totals-differ`, `warning.hires-above-headcount`, `warning.part-above-whole`, `warning.rank-above-entry` */
  readonly code: string;
  /** Every question it is about; shown at each of them. */
  readonly questions: readonly string[];
  readonly detail: Readonly<Record<string, string | number>>;
}

interface Totals {
  readonly women: number;
  readonly men: number;
}

/** All warnings, in instrument order. Looks at complete tables only: a missing row explains any difference. */
export function warningsAcross(instrument: Instrument, file: AnswerFile): readonly Warning[] {
  return [
    ...totalsDiffer(instrument, file),
    ...hiresAboveHeadcount(instrument, file),
    ...partsAboveWhole(instrument, file),
    ...ranksAboveEntry(instrument, file),
  ];
}

/** The table of ranks against every other table over all staff: those by function or contract, and those by unit. */
function totalsDiffer(instrument: Instrument, file: AnswerFile): readonly Warning[] {
  const ranks = rankTable(instrument);
  const whole = ranks === undefined ? undefined : totalsOf(instrument, file, ranks.id);
  if (ranks === undefined || whole === undefined) return [];
  return wholeStaffTables(instrument).flatMap((question) => {
    const other = totalsOf(instrument, file, question);
    if (other === undefined || (other.women === whole.women && other.men === whole.men)) return [];
    return [
      {
        code: 'warning.totals-differ',
        questions: [ranks.id, question],
        detail: { women: whole.women, men: whole.men, otherWomen: other.women, otherMen: other.men },
      },
    ];
  });
}

/** More people joined or moved up in the period than there are. */
function hiresAboveHeadcount(instrument: Instrument, file: AnswerFile): readonly Warning[] {
  const ranks = rankTable(instrument);
  const staff = ranks === undefined ? undefined : totalsOf(instrument, file, ranks.id);
  if (ranks === undefined || staff === undefined) return [];
  return instrument.items.flatMap(({ rule }) => {
    if (rule.code !== 'SR' || rule.event !== 'gain') return [];
    const last = lastStage(instrument, file, rule.question);
    if (last === undefined || (last.women <= staff.women && last.men <= staff.men)) return [];
    return [
      {
        code: 'warning.hires-above-headcount',
        questions: [rule.question, ranks.id],
        detail: { women: staff.women, men: staff.men, otherWomen: last.women, otherMen: last.men },
      },
    ];
  });
}

/** Specialised units or posts that hold more women, or more men, than the uniformed staff they are part of. */
function partsAboveWhole(instrument: Instrument, file: AnswerFile): readonly Warning[] {
  return instrument.items.flatMap(({ rule }) => {
    if (rule.code !== 'RI' || rule.reference.part !== 'uniformed') return [];
    const part = totalsOf(instrument, file, rule.question);
    const whole = totalsOf(instrument, file, rule.reference.question, (row) => isUniformed(instrument, row));
    if (part === undefined || whole === undefined) return [];
    if (part.women <= whole.women && part.men <= whole.men) return [];
    return [
      {
        code: 'warning.part-above-whole',
        questions: [rule.question, rule.reference.question],
        detail: { women: whole.women, men: whole.men, otherWomen: part.women, otherMen: part.men },
      },
    ];
  });
}

/** More women, or more men, in the second uniformed band than in the first: supervisors above officers. */
function ranksAboveEntry(instrument: Instrument, file: AnswerFile): readonly Warning[] {
  const ranks = rankTable(instrument);
  const [entry, second] = instrument.bands.filter(({ part, counts }) => part === 'uniformed' && counts);
  if (ranks === undefined || entry === undefined || second === undefined) return [];
  const below = totalsOf(instrument, file, ranks.id, (row) => row.band === entry.id);
  const above = totalsOf(instrument, file, ranks.id, (row) => row.band === second.id);
  if (below === undefined || above === undefined) return [];
  if (above.women <= below.women && above.men <= below.men) return [];
  return [
    {
      code: 'warning.rank-above-entry',
      questions: [ranks.id],
      detail: {
        band: second.id,
        entry: entry.id,
        women: below.women,
        men: below.men,
        otherWomen: above.women,
        otherMen: above.men,
      },
    },
  ];
}

const rankTable = (instrument: Instrument): HeadcountQuestion | undefined =>
  instrument.questions.find(
    (question): question is HeadcountQuestion => question.type === 'headcount' && question.rowsFrom === 'ranks',
  );

const wholeStaffTables = (instrument: Instrument): readonly string[] =>
  instrument.questions
    .filter((question) => question.type === 'headcount')
    .filter(
      ({ id, rowsFrom }) =>
        rowsFrom === 'units' || instrument.items.some(({ rule }) => rule.code === 'DI' && rule.question === id),
    )
    .map(({ id }) => id);

const isUniformed = (instrument: Instrument, row: HeadcountRow): boolean =>
  instrument.bands.some(({ id, part }) => id === row.band && part === 'uniformed');

function totalsOf(
  instrument: Instrument,
  file: AnswerFile,
  id: string,
  counts: (row: HeadcountRow) => boolean = () => true,
): Totals | undefined {
  const value = valueOf(instrument, file, id);
  if (value === undefined || !('rows' in value)) return undefined;
  const rows = value.rows.filter((row): row is HeadcountRow => 'women' in row && typeof row.women === 'number');
  if (rows.length < value.rows.length) return undefined;
  const counted = rows.filter(counts);
  return { women: sum(counted.map(({ women }) => women)), men: sum(counted.map(({ men }) => men)) };
}

function lastStage(instrument: Instrument, file: AnswerFile, id: string): Totals | undefined {
  const value = valueOf(instrument, file, id);
  if (value === undefined || !('stages' in value)) return undefined;
  const last = value.stages.at(-1);
  return last !== undefined && 'women' in last ? last : undefined;
}

function valueOf(instrument: Instrument, file: AnswerFile, id: string) {
  const answer = findQuestion(instrument, id) === undefined ? undefined : file.answers[id];
  if (answer === undefined || !('value' in answer) || !isAsked(instrument, file, id)) return undefined;
  return answer.value;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

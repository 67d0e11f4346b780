import {
  WorkshopQuizStore,
  type ParticipantId,
  type QuizAnswers,
  type QuizPhase,
  type QuizSheet,
  type QuizTally,
  type Transaction,
  type WorkshopId,
} from '@isonomia/application';
import { toDate, type At } from './values.js';

interface SheetRecord {
  readonly phase: QuizPhase;
  readonly answers: QuizAnswers;
  readonly handed_in_at: At;
}
interface TallyRecord {
  readonly phase: QuizPhase;
  readonly handed_in: number;
  readonly question: string | null;
  readonly option: string | null;
  readonly chosen: number | null;
}

const OWN = 'SELECT phase, answers, handed_in_at FROM workshop_quiz_sheet WHERE participant_id = $1';
const HAND_IN = `INSERT INTO workshop_quiz_sheet (workshop_id, participant_id, phase, answers, handed_in_at)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING phase`;

export class SqlWorkshopQuizStore extends WorkshopQuizStore {
  async own(tx: Transaction, participant: ParticipantId): Promise<readonly QuizSheet[]> {
    const rows = await tx.query<SheetRecord>(OWN, [participant]);
    return rows.map(({ phase, answers, handed_in_at }) => ({ phase, answers, at: toDate(handed_in_at) }));
  }

  async handIn(tx: Transaction, sheet: Parameters<WorkshopQuizStore['handIn']>[1]): Promise<boolean> {
    const { workshop, participant, phase, answers, at } = sheet;
    const rows = await tx.query(HAND_IN, [workshop, participant, phase, JSON.stringify(answers), at]);
    return rows.length > 0;
  }

  async tallies(tx: Transaction, workshop: WorkshopId): Promise<readonly QuizTally[]> {
    const rows = await tx.query<TallyRecord>('SELECT * FROM quiz_tallies($1)', [workshop]);
    const phases = [...new Set(rows.map(({ phase }) => phase))];
    return phases.map((phase) => {
      const own = rows.filter((row) => row.phase === phase);
      return {
        phase,
        handedIn: own[0]?.handed_in ?? 0,
        chosen: own.flatMap(({ question, option, chosen }) =>
          question === null || option === null || chosen === null ? [] : [{ question, option, count: chosen }],
        ),
      };
    });
  }
}

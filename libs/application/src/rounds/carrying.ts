import { Injectable } from '@nestjs/common';
import type { Instrument } from '@isonomia/instrument';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import type { PinnedAssessment } from '../assessments/assessment.js';
import { storedEvidenceId, type AssessmentId, type UserId } from '../ids.js';
import { AnswerStore } from '../ports/answer-store.js';
import { AssessmentReader } from '../ports/assessment-reader.js';
import { CarryStore, type CarriedFrom, type WantedInRound } from '../ports/carry-store.js';
import { EvidenceStore } from '../ports/evidence-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { Ids } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { carryOver, copyOf, type CarryOver, type Earlier } from './carry-over.js';

export interface PlannedCarrying extends CarryOver {
  readonly from: CarriedFrom;
}

interface Target {
  readonly instrument: Instrument;
  readonly agencyType: string;
  /** What stands in it already stays. */
  readonly draft?: AssessmentId;
}

type NewOne = Pick<PinnedAssessment, 'id' | 'agencyId'>;

/** Finds what a new assessment begins with, and writes it down. */
@Injectable()
export class Carrying {
  constructor(
    private readonly reader: AssessmentReader,
    private readonly instruments: InstrumentLibrary,
    private readonly answers: AnswerStore,
    private readonly evidence: EvidenceStore,
    private readonly carries: CarryStore,
    private readonly ids: Ids,
  ) {}

  /** Undefined where the agency has handed in nothing before. */
  async plan(
    tx: Transaction,
    wanted: WantedInRound,
    { instrument, agencyType, draft }: Target,
  ): Promise<PlannedCarrying | undefined> {
    const from = await this.carries.earlier(tx, wanted);
    if (from === undefined) return undefined;
    const earlier = await this.earlier(tx, from.assessment);
    const newId = () => storedEvidenceId(this.ids.uuid());
    const standing = draft === undefined ? [] : await this.answers.ofAssessment(tx, draft);
    const written = new Set(standing.map(({ question }) => question));
    const into = { instrument, agencyType, variant: wanted.variant, written, newId };
    return { ...carryOver(earlier, into), from };
  }

  async write(
    tx: Transaction,
    assessment: NewOne,
    planned: PlannedCarrying,
    by: { readonly user: UserId; readonly at: Date },
  ): Promise<void> {
    await this.fill(tx, assessment, planned, by);
    const place = { id: assessment.id, agencyId: assessment.agencyId, from: planned.from.assessment };
    await this.carries.keep(tx, place, planned.carried);
  }

  /** Everything of it, counted as confirmed; what it was itself begun with stays beside. */
  async copy(
    tx: Transaction,
    assessment: NewOne,
    of: AssessmentId,
    by: { readonly user: UserId; readonly at: Date },
  ): Promise<void> {
    const newId = () => storedEvidenceId(this.ids.uuid());
    await this.fill(tx, assessment, copyOf(await this.earlier(tx, of), newId), by);
    const last = await this.carries.lastAnswers(tx, of);
    if (last === undefined) return;
    const place = { id: assessment.id, agencyId: assessment.agencyId, from: last.from.assessment };
    const beside = last.answers.map((one) => ({ ...one, prefilled: false }));
    await this.carries.keep(tx, place, beside);
  }

  private async earlier(tx: Transaction, id: AssessmentId): Promise<Earlier> {
    const contents = await this.reader.contents(tx, id);
    if (contents === undefined) throw new Error('An assessment that was just found is gone.');
    const { instrument } = await pinnedInstrument(this.instruments, contents.assessment);
    return { contents, instrument };
  }

  private async fill(
    tx: Transaction,
    { id, agencyId }: NewOne,
    { answers, evidence }: Pick<CarryOver, 'answers' | 'evidence'>,
    { user, at }: { readonly user: UserId; readonly at: Date },
  ): Promise<void> {
    const rows = evidence.map((one) => ({ assessment: id, agency: agencyId, evidence: one }));
    await this.evidence.insert(tx, rows);
    await this.answers.insert(tx, [{ assessment: id, agency: agencyId, answers }], user, at);
  }
}

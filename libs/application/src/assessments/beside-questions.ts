import { Injectable } from '@nestjs/common';
import type { DimensionId } from '@isonomia/instrument';
import type { Practice } from '@isonomia/outcome';
import { CarryStore, type LastAnswers } from '../ports/carry-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { PracticeShelf } from '../practices/practice-shelf.js';
import type { Assessment } from './assessment.js';
import { pinnedInstrument } from './open-assessment.js';

export interface Beside {
  readonly published: PublishedInstrument;
  /** What was said last time. */
  readonly last: LastAnswers | undefined;
  /** What others have done. */
  readonly practices: readonly Practice[];
}

/** What stands beside the questions of an assessment and is no part of it. */
@Injectable()
export class BesideQuestions {
  constructor(
    private readonly instruments: InstrumentLibrary,
    private readonly carries: CarryStore,
    private readonly shelf: PracticeShelf,
  ) {}

  async of(tx: Transaction, assessment: Assessment, dimension: DimensionId): Promise<Beside> {
    const published = await pinnedInstrument(this.instruments, assessment);
    const practices = await this.shelf.about(tx, published, assessment.regionId);
    // Only what answers a round, or corrects what did, was begun with anything.
    if (assessment.round === undefined && assessment.corrects === undefined) {
      return { published, practices, last: undefined };
    }
    const questions = published.instrument.questions.filter((question) => question.dimension === dimension);
    const ids = questions.map(({ id }) => id);
    return { published, practices, last: await this.carries.lastAnswers(tx, assessment.id, ids) };
  }
}

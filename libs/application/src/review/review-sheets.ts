import { Injectable } from '@nestjs/common';
import type { Assessment } from '../assessments/assessment.js';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { ReviewStore } from '../ports/review-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { reviewSheet, type ReviewSheet } from './review-sheet.js';

/** The answers of an assessment that was opened, beside what was decided on them so far. */
@Injectable()
export class ReviewSheets {
  constructor(
    private readonly reader: AssessmentReader,
    private readonly reviews: ReviewStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async of(
    tx: Transaction,
    assessment: Assessment,
  ): Promise<{ readonly contents: AssessmentContents; readonly sheet: ReviewSheet }> {
    const contents = await this.reader.contents(tx, assessment.id);
    if (contents === undefined) throw new NotFound('assessment');
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const sheet = reviewSheet(instrument, contents, await this.reviews.decisions(tx, assessment.id));
    return { contents, sheet };
  }
}

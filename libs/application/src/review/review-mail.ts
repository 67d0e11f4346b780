import { Injectable } from '@nestjs/common';
import type { Assessment } from '../assessments/assessment.js';
import { Outbox } from '../ports/outbox.js';
import { ReviewStore } from '../ports/review-store.js';
import { Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';

/** Tells the leads of an agency what came of a review. What was written stays here: a mail is read by many machines. */
@Injectable()
export class ReviewMail {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly outbox: Outbox,
    private readonly installation: Installation,
  ) {}

  /** While the assessment is still in review: afterwards its leads are no longer the reviewer's to write to. */
  async post(
    tx: Transaction,
    template: 'assessment-returned' | 'assessment-validated',
    { id, title, agencyName: agency }: Assessment,
  ): Promise<void> {
    const link = `${this.installation.publicUrl}/assessments/${id}`;
    for (const { name, email, language } of await this.reviews.leads(tx, id)) {
      const mail = { to: email, language, params: { name, agency, title, link } };
      await this.outbox.post(tx, template === 'assessment-returned' ? { ...mail, template } : { ...mail, template });
    }
  }
}

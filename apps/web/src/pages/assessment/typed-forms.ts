import { Injectable } from '@nestjs/common';
import {
  AnswerHistory,
  assessmentId,
  DiscardDraft,
  KeepDraft,
  RevisionConflict,
  type CurrentAnswer,
  type KeptDraft,
} from '@isonomia/application';
import { actorOf } from '../../http/actor-of.js';
import { FormFields } from '../shell/form-fields.js';
import { draftFields } from './draft-form.js';
import type { Sent } from './sent.js';

/** Posted forms into the store of drafts and out of it. */
@Injectable()
export class TypedForms {
  constructor(
    private readonly keeping: KeepDraft,
    private readonly discarding: DiscardDraft,
    private readonly history: AnswerHistory,
  ) {}

  keep({ request, parameters, body, form }: Sent): Promise<KeptDraft> {
    const fields = new FormFields(body);
    return this.keeping.execute(actorOf(request), {
      assessment: assessmentId(parameters.assessment),
      question: parameters.question,
      fields: draftFields(body),
      from: form.revision,
      seen: fields.revision('draft'),
      page: fields.text('page'),
    });
  }

  /** The draft that the form was made of became an answer, or nothing. Costs nothing where there was none. */
  async settle({ request, parameters, body }: Sent, recorded: boolean): Promise<void> {
    const seen = new FormFields(body).revision('draft');
    if (seen === 0) return;
    const command = { assessment: assessmentId(parameters.assessment), question: parameters.question, seen, recorded };
    await this.discarding.execute(actorOf(request), command).catch((problem: unknown) => {
      // A colleague typed on: theirs stays, and is shown beside the answer.
      if (!(problem instanceof RevisionConflict)) throw problem;
    });
  }

  /** The answer that was recorded while somebody typed. */
  async overtaking({ request, parameters }: Sent): Promise<CurrentAnswer> {
    const [current] = await this.history.execute(actorOf(request), {
      assessment: assessmentId(parameters.assessment),
      question: parameters.question,
    });
    if (current === undefined) throw new Error('An answer that overtook a draft is not in its history.');
    return current;
  }
}

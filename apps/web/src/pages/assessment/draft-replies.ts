import { Injectable } from '@nestjs/common';
import {
  AnswerHistory,
  assessmentId,
  DiscardDraft,
  InputRefused,
  KeepDraft,
  RevisionConflict,
  type KeptDraft,
  type PublishedInstrument,
  type StoredDraft,
} from '@isonomia/application';
import type { Fault, Question } from '@isonomia/instrument';
import { actorOf } from '../../http/actor-of.js';
import { wantsJson } from '../../http/request.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { AnswerReplies } from './answer-replies.js';
import { draftFields, formErrors, hasTyped, openPoints } from './draft-form.js';
import { draftConflictView } from './draft-view.js';
import { QuestionPages } from './question-pages.js';
import { whenOf } from './question-view.js';
import type { Sent } from './sent.js';

export interface Asked {
  readonly published: PublishedInstrument;
  readonly question: Question;
}

const OK = 200;
const CONFLICT = 409;

/** A form that is no legal answer as yet: what was typed is kept, and what is missing is told. */
@Injectable()
export class DraftReplies {
  constructor(
    private readonly keeping: KeepDraft,
    private readonly discarding: DiscardDraft,
    private readonly history: AnswerHistory,
    private readonly answers: AnswerReplies,
    private readonly questions: QuestionPages,
    private readonly pages: PageRenderer,
  ) {}

  /** Throws what `KeepDraft` throws but a conflict and text that cannot be stored: these are told. */
  async unfinished(sent: Sent, asked: Asked, faults: readonly Fault[]): Promise<unknown> {
    const words = this.pages.words(sent.request, asked.published);
    const errors = formErrors(words, { question: asked.question, form: sent.form, fields: sent.body }, faults);
    return this.kept(sent, faults, (draft) => {
      const what = openPoints(words, asked.question, sent.body, { form: sent.form, errors });
      return this.tell(sent, errors, { draft, what });
    });
  }

  /** More rows for a page without script: what was typed so far is safe. */
  async more(sent: Sent, rows: number): Promise<unknown> {
    if (!hasTyped(sent.body)) return this.answers.again(sent, [], rows);
    return this.kept(sent, [], () => this.answers.again(sent, [], rows));
  }

  /** No value: an emptied form takes its draft away; a source without its figure is worth keeping. */
  async valueless(sent: Sent, asked: Asked): Promise<unknown> {
    if (hasTyped(sent.body)) return this.unfinished(sent, asked, []);
    await this.settle(sent, false);
    if (!wantsJson(sent.request)) return this.answers.nothing(sent);
    void sent.reply.status(OK);
    const message = this.pages.words(sent.request).t('page.assessment.question.nothing');
    return { status: 'draft', draft: 0, message, notice: '', faults: [] };
  }

  /** The draft that the form was made of became an answer, or nothing. Costs nothing where there was none. */
  async settle({ request, parameters, body }: Omit<Sent, 'form' | 'reply'>, recorded: boolean): Promise<void> {
    const seen = new FormFields(body).revision('draft');
    if (seen === 0) return;
    const command = { assessment: assessmentId(parameters.assessment), question: parameters.question, seen, recorded };
    await this.discarding.execute(actorOf(request), command).catch((problem: unknown) => {
      // A colleague typed on: theirs stays, and is shown beside the answer.
      if (!(problem instanceof RevisionConflict)) throw problem;
    });
  }

  private async kept(
    sent: Sent,
    faults: readonly Fault[],
    tell: (draft: KeptDraft) => Promise<unknown>,
  ): Promise<unknown> {
    const { request, parameters, body, form } = sent;
    const fields = new FormFields(body);
    try {
      const kept = await this.keeping.execute(actorOf(request), {
        assessment: assessmentId(parameters.assessment),
        question: parameters.question,
        fields: draftFields(body),
        from: form.revision,
        seen: fields.revision('draft'),
      });
      return await (kept.overtaken ? this.overtaken(sent, kept) : tell(kept));
    } catch (problem) {
      if (problem instanceof RevisionConflict) return this.conflict(sent, problem.current as StoredDraft);
      if (problem instanceof InputRefused) return this.answers.refused(sent, [...faults, ...problem.faults]);
      throw problem;
    }
  }

  private async tell(
    sent: Sent,
    errors: FormErrors,
    { draft, what }: { readonly draft: KeptDraft; readonly what: string },
  ): Promise<unknown> {
    if (!wantsJson(sent.request)) return this.answers.again(sent, errors);
    void sent.reply.status(OK);
    const words = this.pages.words(sent.request);
    const time = whenOf(words, { agency: { timeZone: draft.timeZone } }, draft.keptAt);
    return {
      status: 'draft',
      draft: draft.mark,
      message: words.t('page.assessment.draft.kept-at', { time, what }),
      notice: words.t('page.assessment.draft.kept', { what }),
      faults: errors.filter((error) => error.unfinished !== true),
    };
  }

  /** Kept, but somebody recorded an answer meanwhile: both are shown, as for two answers. */
  private async overtaken(sent: Sent, kept: KeptDraft): Promise<unknown> {
    const { request, parameters, body } = sent;
    const [current] = await this.history.execute(actorOf(request), {
      assessment: assessmentId(parameters.assessment),
      question: parameters.question,
    });
    if (current === undefined) throw new Error('An answer that overtook a draft is not in its history.');
    return this.answers.conflict({ ...sent, body: { ...body, draft: String(kept.mark) } }, current);
  }

  private async conflict(sent: Sent, current: StoredDraft): Promise<unknown> {
    const { request, reply, parameters } = sent;
    const { view, line } = await this.questions.load(request, parameters);
    const words = this.pages.words(request, view.published);
    const page = draftConflictView(words, { view, question: line.question, sent, current });
    if (wantsJson(request)) {
      void reply.status(CONFLICT);
      return page.json;
    }
    return this.pages.render(request, reply, {
      name: 'assessment/conflict',
      status: CONFLICT,
      title: page.view.title,
      agency: view.agency,
      published: view.published,
      hasErrors: true,
      view: page.view,
    });
  }
}

import { Injectable } from '@nestjs/common';
import {
  InputRefused,
  RevisionConflict,
  type KeptDraft,
  type PublishedInstrument,
  type StoredDraft,
} from '@isonomia/application';
import type { Fault, Question } from '@isonomia/instrument';
import { wantsJson } from '../../http/request.js';
import type { FormErrors } from '../shell/fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { AnswerReplies } from './answer-replies.js';
import { formErrors, hasTyped, openPoints } from './draft-form.js';
import { draftConflictView } from './draft-view.js';
import { QuestionPages } from './question-pages.js';
import { whenOf } from './when.js';
import type { Sent } from './sent.js';
import { TypedForms } from './typed-forms.js';

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
    private readonly forms: TypedForms,
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
    await this.forms.settle(sent, false);
    if (!wantsJson(sent.request)) return this.answers.nothing(sent);
    void sent.reply.status(OK);
    const message = this.pages.words(sent.request).t('page.assessment.question.nothing');
    return { status: 'draft', draft: 0, message, notice: '', faults: [] };
  }

  private async kept(
    sent: Sent,
    faults: readonly Fault[],
    tell: (draft: KeptDraft) => Promise<unknown>,
  ): Promise<unknown> {
    try {
      const kept = await this.forms.keep(sent);
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
    const current = await this.forms.overtaking(sent);
    return this.answers.conflict({ ...sent, body: { ...sent.body, draft: String(kept.mark) } }, current);
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

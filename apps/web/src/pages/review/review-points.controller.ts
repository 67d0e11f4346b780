import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { AskInReview, assessmentId, DecideReview, FindQuestion, InputRefused } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { ReviewPages } from './review-pages.js';
import { askForm, evidenceForm, reasonForm } from './review-forms.js';

interface Sent {
  readonly assessment: string;
  /** At which the form stands. */
  readonly question: string;
  readonly form: string;
  readonly body: FormBody;
  readonly saved: 'decided' | 'asked';
}

/** Decides on one point, or asks for something: each a small form beside its question. */
@Controller()
export class ReviewPointsController {
  constructor(
    private readonly decide: DecideReview,
    private readonly ask: AskInReview,
    private readonly find: FindQuestion,
    private readonly reviews: ReviewPages,
    private readonly pages: PageRenderer,
  ) {}

  @Post(ROUTES.decideReview)
  async decided(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') assessment: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(body);
    const [question, evidence] = [fields.text('question'), fields.text('evidence')];
    const form = evidence === '' ? reasonForm(question) : `${question}-${evidenceForm(evidence)}`;
    const command = {
      assessment: assessmentId(assessment),
      ...(evidence === '' ? { question } : { evidence }),
      decision: fields.text('decision'),
      note: typed(fields, 'note'),
    };
    const done = () => this.decide.execute(actorOf(request), command);
    return this.answer(request, reply, { assessment, question, form, body, saved: 'decided' }, done);
  }

  @Post(ROUTES.askInReview)
  async asked(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') assessment: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(body);
    const question = fields.text('question');
    const command = { assessment: assessmentId(assessment), question, text: typed(fields, 'text') };
    const done = () => this.ask.execute(actorOf(request), command);
    return this.answer(request, reply, { assessment, question, form: askForm(question), body, saved: 'asked' }, done);
  }

  /** Back to the question; or the page once more with what was refused, as it was typed. */
  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { assessment, question: id, form, body, saved }: Sent,
    done: () => Promise<unknown>,
  ): Promise<string> {
    const refused = await done().then(
      () => undefined,
      (problem: unknown) => {
        if (problem instanceof InputRefused) return problem;
        throw problem;
      },
    );
    const found = await this.find.execute(actorOf(request), { assessment: assessmentId(assessment), question: id });
    const here = { assessment, dimension: found.question.dimension };
    if (refused === undefined) {
      return seeOther(reply, href(ROUTES.reviewDimension, here, { query: { saved }, fragment: `q-${id}` }));
    }
    const words = this.pages.words(request);
    const label = (path: string): string => words.t(`page.review.question.${LABELS[path] ?? 'decision'}`);
    const errors = errorsOf(words, refused.faults, { field: (path) => path, label });
    return this.reviews.dimension(request, reply, here, { refused: { form, body, errors } });
  }
}

const LABELS: Readonly<Record<string, string>> = { note: 'note', text: 'ask-text' };

const typed = (fields: FormFields, name: string): string => fields.verbatim(name).replace(/\r\n?/g, '\n');

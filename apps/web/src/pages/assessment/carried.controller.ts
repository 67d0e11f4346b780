import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  assessmentId,
  ConfirmAnswers,
  CorrectAssessment,
  FindQuestion,
  RevisionConflict,
  TakeOverAnswer,
  ViewAssessment,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { anchorOf, type QuestionParameters } from './question-address.js';

/** What was carried over from an earlier assessment: confirmed, taken over, or corrected. */
@Controller()
export class CarriedController {
  constructor(
    private readonly confirm: ConfirmAnswers,
    private readonly take: TakeOverAnswer,
    private readonly find: FindQuestion,
    private readonly correct: CorrectAssessment,
    private readonly view: ViewAssessment,
    private readonly pages: PageRenderer,
  ) {}

  @Post(ROUTES.confirmAnswers)
  async confirmDimension(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment, dimension }: { readonly assessment: string; readonly dimension: string },
  ): Promise<string> {
    const command = { assessment: assessmentId(assessment), dimension: dimensionId(dimension) };
    await this.confirm.execute(actorOf(request), command);
    return seeOther(reply, href(ROUTES.dimension, { assessment, dimension }, { query: { saved: 'confirmed' } }));
  }

  /** Somebody answered meanwhile: the page shows their answer, and nothing was lost. */
  @Post(ROUTES.takeOver)
  async takeOver(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(body);
    const asked = { assessment: assessmentId(parameters.assessment), question: parameters.question };
    const saved = await this.take
      .execute(actorOf(request), { ...asked, expected: fields.revision() })
      .then(() => 'taken')
      .catch((problem: unknown) => {
        if (problem instanceof RevisionConflict) return 'kept';
        throw problem;
      });
    const { question } = await this.find.execute(actorOf(request), asked);
    const rest = { query: { saved }, fragment: anchorOf(question.id) };
    const address =
      fields.text('origin') === 'question'
        ? href(ROUTES.question, parameters, rest)
        : href(ROUTES.dimension, { assessment: parameters.assessment, dimension: question.dimension }, rest);
    return seeOther(reply, address);
  }

  @Get(ROUTES.correct)
  async correctForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    const found = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const { assessment, agency, published, may, correction } = found;
    const { t } = this.pages.words(request, published);
    return this.pages.render(request, reply, {
      name: 'assessment/correct',
      title: t('page.carried.correct.title'),
      agency,
      published,
      view: {
        crumbs: [
          { href: href(ROUTES.agency, { agency: agency.id }), label: agency.name },
          { href: href(ROUTES.assessment, { assessment: assessment.id }), label: assessment.title },
        ],
        title: t('page.carried.correct.title'),
        lead: t('page.carried.correct.lead', { title: assessment.title }),
        possible: may.correct && correction === undefined,
        action: href(ROUTES.correct, { assessment: assessment.id }),
        back: href(ROUTES.assessment, { assessment: assessment.id }),
      },
    });
  }

  @Post(ROUTES.correct)
  async beginCorrection(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
  ): Promise<string> {
    const { assessment } = await this.correct.execute(actorOf(request), { assessment: assessmentId(id) });
    return seeOther(reply, href(ROUTES.assessment, { assessment }));
  }
}

import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { NotFound, RemoveEvidence, RestoreEvidence, storedEvidenceId, UNDO_HOURS } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { QuestionParameters } from './question-address.js';
import { QuestionPages } from './question-pages.js';

interface EvidenceParameters extends QuestionParameters {
  readonly evidence: string;
}

/** Takes evidence away, after asking, and brings it back. */
@Controller()
export class EvidenceRemovalController {
  constructor(
    private readonly remove: RemoveEvidence,
    private readonly restore: RestoreEvidence,
    private readonly questions: QuestionPages,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.removeEvidence)
  async removeForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: EvidenceParameters,
  ): Promise<string> {
    const { view, line } = await this.questions.load(request, parameters);
    const evidence = line.evidence.find(({ id }) => id === parameters.evidence);
    if (evidence === undefined) throw new NotFound('evidence');
    const words = this.pages.words(request, view.published);
    const title = words.t('page.assessment.item.remove-title', { title: evidence.title });
    return this.pages.render(request, reply, {
      name: 'assessment/confirm',
      title,
      agency: view.agency,
      published: view.published,
      view: {
        title,
        lead: words.t(`page.assessment.item.remove-lead.${evidence.kind}`, { hours: UNDO_HOURS }),
        action: href(ROUTES.removeEvidence, parameters),
        revision: line.revision,
        submit: words.t('page.assessment.item.remove-do'),
        keep: words.t('page.assessment.item.remove-keep'),
        back: href(ROUTES.question, parameters, { fragment: 'evidence' }),
      },
    });
  }

  @Post(ROUTES.removeEvidence)
  async removeEvidence(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: EvidenceParameters,
  ): Promise<string> {
    await this.remove.execute(actorOf(request), { evidence: storedEvidenceId(parameters.evidence) });
    const query = { removed: parameters.evidence };
    return seeOther(reply, href(ROUTES.question, parameters, { query, fragment: 'evidence' }));
  }

  @Post(ROUTES.restoreEvidence)
  async restoreEvidence(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: EvidenceParameters,
  ): Promise<string> {
    await this.restore.execute(actorOf(request), { evidence: storedEvidenceId(parameters.evidence) });
    const query = { saved: 'evidence-restored' };
    return seeOther(reply, href(ROUTES.question, parameters, { query, fragment: 'evidence' }));
  }
}

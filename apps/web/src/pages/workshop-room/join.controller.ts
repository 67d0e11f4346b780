import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { InputRefused, JoinCodeNeeded, SeatTaken, TakeSeat, type JoinOffer } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LanguageChoice } from '../../http/language/language-choice.js';
import { ByJoinCode } from '../../http/seats/by-join-code.js';
import { SeatCookie } from '../../http/seats/held-seat.js';
import '../../http/seats/join-code.guard.js';
import { seeOther } from '../../http/see-other.js';
import { ROUTES } from '../../paths.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { joinView } from './join-view.js';

const UNPROCESSABLE = 422;

/** From the code on the wall or on a badge to a seat. */
@ByJoinCode()
@Controller()
export class JoinController {
  constructor(
    private readonly taking: TakeSeat,
    private readonly cookie: SeatCookie,
    private readonly choice: LanguageChoice,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.join)
  seats(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return this.page(request, reply, {});
  }

  @Post(ROUTES.join)
  async take(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'code', 'participant', 'language'));
    const [participant, language] = [fields.text('participant'), fields.text('language')];
    const { t } = this.pages.words(request);
    try {
      const { code } = offerOf(request);
      const taken = await this.taking.execute({ code, participant, language, languages: this.choice.languages });
      this.cookie.keep(reply, taken.secret);
      // Where the seat's own language is not known: the first page, and refusals.
      this.choice.remember(reply, language);
      return seeOther(reply, ROUTES.room);
    } catch (problem) {
      if (problem instanceof SeatTaken) {
        const what = [t('page.errors.code.seat.taken.what'), t('page.errors.code.seat.taken.way')].join(' ');
        return this.page(request, reply, { participant, language, errors: [{ field: 'participant', message: what }] });
      }
      if (!(problem instanceof InputRefused)) throw problem;
      const errors = problem.faults.map(({ path }) => ({
        field: path,
        message: t(`page.workshop-join.missing.${path}`),
      }));
      return this.page(request, reply, { participant, language, errors });
    }
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: { readonly participant?: string; readonly language?: string; readonly errors?: FormErrors },
  ): string {
    const words = this.pages.words(request);
    const hasErrors = (typed.errors ?? []).length > 0;
    const offer = offerOf(request);
    return this.pages.render(request, reply, {
      name: 'workshop-room/join',
      title: offer.title,
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: joinView(words, offer, { ...typed, languages: this.choice.languages }),
    });
  }
}

/** A handler that forgot to say that it is opened by codes finds none. */
function offerOf({ joinOffer }: FastifyRequest): JoinOffer {
  if (joinOffer === undefined) throw new JoinCodeNeeded();
  return joinOffer;
}

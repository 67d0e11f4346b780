import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AddPractice,
  ChangePractice,
  InputRefused,
  ListPractices,
  NotFound,
  practiceId,
  RevisionConflict,
  ViewPracticeOffer,
  WithdrawPractice,
  type PracticeOffer,
  type PublishedInstrument,
  type RegionalPractice,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { entryOf, PRACTICE_FIELDS, practiceForm, type PracticeFormState } from './practice-form.js';
import { listView, withdrawView } from './practices-view.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;
const SAID = ['added', 'changed', 'withdrawn'] as const;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
type Asked = Readonly<Record<string, unknown>>;

/** The library of good practice: read by everybody, and added to by those who keep a region. */
@Controller()
export class PracticesController {
  constructor(
    private readonly list: ListPractices,
    private readonly offers: ViewPracticeOffer,
    private readonly adding: AddPractice,
    private readonly changing: ChangePractice,
    private readonly withdrawing: WithdrawPractice,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.practices)
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Asked,
  ): Promise<string> {
    const found = await this.list.execute(actorOf(request));
    const words = this.pages.words(request);
    const asked = { dimension: textOf(query['dimension']), country: textOf(query['country']) };
    const said = SAID.find((one) => one === query['said']);
    return this.pages.render(request, reply, {
      name: 'practices/list',
      title: words.t('page.practices.title'),
      view: listView(words, found, {
        ...asked,
        said,
        wordsOf: (published) => this.pages.words(request, published),
      }),
    });
  }

  @Get(ROUTES.newPractice)
  async newPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Asked,
  ): Promise<string> {
    const offer = await this.offers.execute(actorOf(request));
    const published = instrumentOf(offer, textOf(query['instrument']));
    return this.form({ request, reply }, { offer, published });
  }

  @Post(ROUTES.newPractice)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...PRACTICE_FIELDS);
    const actor = actorOf(request);
    const offer = await this.offers.execute(actor);
    const fields = new FormFields(typed);
    const region = offer.regions.find(({ id }) => id === fields.text('region'));
    if (region === undefined) throw new NotFound('region');
    try {
      const publish = fields.text('publish') === 'yes';
      await this.adding.execute(actor, { region: region.id, entry: entryOf(typed), publish });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const published = instrumentOf(offer, fields.text('instrument'));
      return this.form({ request, reply }, { offer, published, typed, faults: problem.faults });
    }
    return seeOther(reply, href(ROUTES.practices, {}, { query: { said: 'added' }, fragment: 'kept' }));
  }

  @Get(ROUTES.editPractice)
  async editPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('practice') id: string,
  ): Promise<string> {
    return this.form({ request, reply }, await this.opened(request, id));
  }

  @Post(ROUTES.editPractice)
  async edit(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('practice') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, ...PRACTICE_FIELDS);
    const state = await this.opened(request, id);
    const fields = new FormFields(typed);
    const command = { practice: practiceId(id), entry: entryOf(typed), publish: fields.text('publish') === 'yes' };
    try {
      await this.changing.execute(actorOf(request), { ...command, expected: fields.revision() });
    } catch (problem) {
      if (problem instanceof InputRefused) {
        return this.form({ request, reply }, { ...state, typed, faults: problem.faults });
      }
      if (!(problem instanceof RevisionConflict)) throw problem;
      const { revision } = problem.current as RegionalPractice;
      return this.form({ request, reply }, { ...state, typed, conflict: { revision } });
    }
    return seeOther(reply, href(ROUTES.practices, {}, { query: { said: 'changed' }, fragment: 'kept' }));
  }

  @Get(ROUTES.withdrawPractice)
  async withdrawPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('practice') id: string,
  ): Promise<string> {
    const { practice } = await this.opened(request, id);
    const words = this.pages.words(request);
    const title = words.t('page.practices.withdraw.title');
    return this.pages.render(request, reply, {
      name: 'practices/withdraw',
      title,
      view: withdrawView(words, practice),
    });
  }

  @Post(ROUTES.withdrawPractice)
  async withdraw(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('practice') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.withdrawing.execute(actorOf(request), { practice: practiceId(id) });
    return seeOther(reply, href(ROUTES.practices, {}, { query: { said: 'withdrawn' }, fragment: 'kept' }));
  }

  private async opened(request: FastifyRequest, id: string) {
    const offer = await this.offers.execute(actorOf(request), { practice: practiceId(id) });
    const { practice } = offer;
    if (practice === undefined) throw new NotFound('practice');
    return { offer, practice, published: instrumentOf(offer, practice.instrument) };
  }

  private form({ request, reply }: Place, state: PracticeFormState): string {
    const words = this.pages.words(request, state.published);
    const kind = state.practice === undefined ? 'new' : 'edit';
    const hasErrors = state.faults !== undefined || state.conflict !== undefined;
    return this.pages.render(request, reply, {
      name: 'practices/form',
      title: words.t(`page.practices.form.title-${kind}`),
      hasErrors,
      ...(hasErrors && { status: state.conflict === undefined ? UNPROCESSABLE : CONFLICT }),
      view: practiceForm(words, state),
    });
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '');

/** The one that is asked for, else the first: most installations offer one. */
function instrumentOf({ offered }: PracticeOffer, id: string): PublishedInstrument {
  const found = offered.find(({ instrument }) => instrument.id === id) ?? offered[0];
  if (found === undefined) throw new NotFound('instrument');
  return found;
}

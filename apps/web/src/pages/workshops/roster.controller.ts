import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AddParticipant,
  ChangeParticipant,
  FreeSeat,
  InputRefused,
  participantId,
  RemoveParticipant,
  RevisionConflict,
  ViewPersonForm,
  ViewWorkshop,
  workshopId,
  type PersonForm,
  type RosterLine,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { demandLeads } from './demand-leads.js';
import { PERSON_FIELDS, personOf, personView, rosterView, type PersonState } from './roster-view.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;
const SAID = ['added', 'imported', 'changed', 'removed', 'freed'] as const;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
interface Asked {
  readonly workshop: string;
  readonly participant: string;
}

/** Who comes to a workshop. */
@Controller()
export class RosterController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly personForm: ViewPersonForm,
    private readonly add: AddParticipant,
    private readonly change: ChangeParticipant,
    private readonly removal: RemoveParticipant,
    private readonly seat: FreeSeat,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopRoster)
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Query('said') asked: unknown,
  ): Promise<string> {
    const found = demandLeads(await this.view.execute(actorOf(request), { workshop: workshopId(id) }));
    const words = this.pages.words(request);
    const said = SAID.find((one) => one === asked);
    const title = words.t('page.workshop-setup.roster.title');
    const state = said === undefined ? {} : { said: words.t(`page.workshop-setup.roster.said.${said}`) };
    return this.pages.render(request, reply, {
      name: 'workshops/roster',
      title,
      view: rosterView(words, found, state),
    });
  }

  @Get(ROUTES.addParticipant)
  async addPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    return this.form(
      { request, reply },
      await this.personForm.execute(actorOf(request), { workshop: workshopId(id) }),
      {},
    );
  }

  @Post(ROUTES.addParticipant)
  async adding(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'revision', ...PERSON_FIELDS);
    const actor = actorOf(request);
    const workshop = workshopId(id);
    try {
      await this.add.execute(actor, { workshop, person: personOf(typed), guests: this.guests(request) });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.form({ request, reply }, await this.personForm.execute(actor, { workshop }), {
        typed,
        faults: problem.faults,
      });
    }
    return this.back(reply, id, 'added');
  }

  @Get(ROUTES.participant)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() asked: Asked,
  ): Promise<string> {
    return this.form({ request, reply }, await this.personForm.execute(actorOf(request), idsOf(asked)), {});
  }

  @Post(ROUTES.participant)
  async changing(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() asked: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'revision', ...PERSON_FIELDS);
    const actor = actorOf(request);
    const ids = idsOf(asked);
    const expected = new FormFields(typed).revision();
    try {
      await this.change.execute(actor, { ...ids, person: personOf(typed), guests: this.guests(request), expected });
    } catch (problem) {
      if (problem instanceof InputRefused)
        return this.form({ request, reply }, await this.personForm.execute(actor, ids), {
          typed,
          faults: problem.faults,
        });
      if (!(problem instanceof RevisionConflict)) throw problem;
      const { revision } = problem.current as RosterLine;
      return this.form({ request, reply }, await this.personForm.execute(actor, ids), {
        typed,
        conflict: { revision },
      });
    }
    return this.back(reply, asked.workshop, 'changed');
  }

  @Post(ROUTES.removeParticipant)
  async remove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() asked: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.removal.execute(actorOf(request), idsOf(asked));
    return this.back(reply, asked.workshop, 'removed');
  }

  @Post(ROUTES.freeSeat)
  async free(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() asked: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.seat.execute(actorOf(request), idsOf(asked));
    return this.back(reply, asked.workshop, 'freed');
  }

  private guests(request: FastifyRequest): string {
    return this.pages.words(request).t('workshop.group-kind.guests');
  }

  private back(reply: FastifyReply, workshop: string, said: (typeof SAID)[number]): string {
    return seeOther(reply, href(ROUTES.workshopRoster, { workshop }, { query: { said } }));
  }

  private form({ request, reply }: Place, found: PersonForm, state: PersonState): string {
    const words = this.pages.words(request);
    const hasErrors = state.faults !== undefined || state.conflict !== undefined;
    return this.pages.render(request, reply, {
      name: 'workshops/person',
      title: found.line?.name ?? words.t('page.workshop-setup.person.new-title'),
      hasErrors,
      ...(hasErrors && { status: state.conflict === undefined ? UNPROCESSABLE : CONFLICT }),
      view: personView(words, found, state),
    });
  }
}

const idsOf = ({ workshop, participant }: Asked) => ({
  workshop: workshopId(workshop),
  participant: participantId(participant),
});

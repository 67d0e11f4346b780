import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { OUTCOME_CHOICES, ROOM_CHOICES, ViewGroup, type GroupChoices } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { choiceField, summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import type { Words } from '../shell/words.js';
import { groupProfile } from '../workshops/group-profile.js';
import { statusView } from './group-words.js';
import { keyOf, RoomForms } from './room-forms.js';
import { RoomPages } from './room-pages.js';

/** The result of the agency's own group, and what the group lets be seen of it. */
@ByWorkshopSeat()
@Controller()
export class RoomResultController {
  constructor(
    private readonly group: ViewGroup,
    private readonly forms: RoomForms,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomResult)
  page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.show(request, reply, { saved: saved !== undefined, errors: [] });
  }

  @Post(ROUTES.roomChoice)
  async choose(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'key', 'about', 'choice'));
    const words = this.pages.words(request);
    const told = await this.forms.take('choice', { seat: seatOf(request), key: keyOf(body), fields, words });
    if (told.status === 'done') return seeOther(reply, href(ROUTES.roomResult, {}, { query: { saved: '1' } }));
    const errors = told.status === 'refused' && told.faults.length > 0 ? told.faults : [{ message: told.message }];
    return this.show(request, reply, { saved: false, errors });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { saved, errors }: { readonly saved: boolean; readonly errors: FormErrors },
  ): Promise<string> {
    const view = await this.group.result(seatOf(request));
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/result',
      title: words.t('page.workshop-groups.result.title'),
      part: 'questions',
      published: view.published,
      hasErrors: errors.length > 0,
      view: {
        title: words.t('page.workshop-groups.result.title'),
        name: view.work.group?.name,
        saved,
        errors: summaryOf(errors),
        profile: groupProfile(words, view),
        choices: choicesView(words, view.work.choices),
        action: ROUTES.roomChoice,
        next: ROUTES.roomResult,
        proposals: ROUTES.roomProposals,
        all: ROUTES.roomQuestions,
        status: statusView(words),
      },
    });
  }
}

/** What is seen of the group is the group's to say, and to take back. */
const choicesView = ({ t }: Words, chosen: GroupChoices): readonly object[] =>
  (['room', 'outcome'] as const).map((about) => ({
    about,
    field: choiceField(
      'choice',
      t(`page.workshop-groups.choice.${about}.title`),
      (about === 'room' ? ROOM_CHOICES : OUTCOME_CHOICES).map((value) => ({
        value,
        label: t(`page.workshop-groups.choice.${about}.${value}`),
      })),
      { id: `choice-${about}`, value: chosen[about], hint: t(`page.workshop-groups.choice.${about}.hint`) },
    ),
  }));

import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ChangeOwnSeat, ViewRoom, type OwnSeat, type Seat } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LanguageChoice } from '../../http/language/language-choice.js';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { nameOfLanguage } from '../shell/language-switch.js';
import type { Words } from '../shell/words.js';
import { keyOf, RoomForms, type RoomForm, type RoomReply, type SentForm } from './room-forms.js';
import { RoomPages } from './room-pages.js';

interface MeForm {
  readonly language: string;
  readonly contact: string;
  readonly focalPoint: boolean;
}

/** Who one is in this room, in which language, and whether the network may list one. */
@ByWorkshopSeat()
@Controller()
export class MeController implements RoomForm {
  constructor(
    private readonly room: ViewRoom,
    private readonly changing: ChangeOwnSeat,
    private readonly forms: RoomForms,
    private readonly choice: LanguageChoice,
    private readonly pages: RoomPages,
  ) {
    this.forms.add('me', this);
  }

  @Get(ROUTES.roomMe)
  page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.show(request, reply, { saved: saved !== undefined });
  }

  @Post(ROUTES.roomMe)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'key', 'language', 'contact', 'focalPoint'));
    const words = this.pages.words(request);
    const told = await this.forms.take('me', { seat: seatOf(request), key: keyOf(body), fields, words });
    if (told.status === 'done') return seeOther(reply, `${ROUTES.roomMe}?saved=1`);
    const errors = told.status === 'refused' ? told.faults : [];
    return this.show(request, reply, { errors, typed: readForm(fields) });
  }

  async take({ seat, key, fields, words }: SentForm): Promise<RoomReply> {
    await this.changing.execute(seat, { key, ...readForm(fields), languages: this.choice.languages });
    return { status: 'done', message: words.t('page.workshop-room.saved') };
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly errors?: FormErrors; readonly typed?: MeForm; readonly saved?: boolean },
  ): Promise<string> {
    const words = this.pages.words(request);
    const seat = seatOf(request);
    const own = await this.room.own(seat);
    return this.pages.render(request, reply, {
      name: 'workshop-room/me',
      title: words.t('page.workshop-room.nav.me'),
      part: 'more',
      hasErrors: (shown.errors ?? []).length > 0,
      view: meView(words, { seat, own, languages: this.choice.languages, ...shown }),
    });
  }
}

interface Shown {
  readonly seat: Seat;
  readonly own: OwnSeat;
  readonly languages: readonly string[];
  readonly errors?: FormErrors;
  readonly typed?: MeForm;
  readonly saved?: boolean;
}

function meView(words: Words, { seat, own, languages, errors = [], typed, saved = false }: Shown): object {
  const { t } = words;
  const { contact = '', focalPoint } = own;
  const form = typed ?? { language: seat.language, contact, focalPoint };
  return {
    errors: summaryOf(errors),
    saved,
    name: seat.name,
    about: [own.function, own.organisation].filter(Boolean).join(' · '),
    action: ROUTES.roomMe,
    leave: ROUTES.leaveRoom,
    language: choiceField(
      'language',
      t('page.workshop-room.field.language'),
      languages.map((value) => ({ value, label: nameOfLanguage(value) })),
      { value: form.language, errors },
    ),
    contact: field('contact', t('page.workshop-room.field.contact'), {
      value: form.contact,
      hint: t('page.workshop-room.me.contact-hint'),
      optional: true,
      maxlength: 200,
      autocomplete: 'email',
      errors,
    }),
    focalPoint: {
      ...field('focalPoint', t('page.workshop-room.field.focalPoint'), {
        hint: t('page.workshop-room.me.focal-point-hint'),
        errors,
      }),
      checked: form.focalPoint,
    },
  };
}

const readForm = (fields: FormFields): MeForm => ({
  language: fields.text('language'),
  contact: fields.text('contact'),
  focalPoint: fields.ticked('focalPoint'),
});

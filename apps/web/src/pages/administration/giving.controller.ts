import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Forbidden, GiveRole, InputRefused, InvitePerson, OwnRoles, personId, ViewPerson } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { LanguageChoice } from '../../http/language/language-choice.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, field, summaryOf, type ChoiceField, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { nameOfLanguage } from '../shell/language-switch.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { placeChosen, roleFields, RoleForms, type PlaceChosen } from './role-form.js';

const UNPROCESSABLE = 422;

interface FormState {
  readonly typed: FormBody;
  readonly faults: readonly Fault[];
  /** The agency from whose page somebody came. */
  readonly agency?: string;
  readonly created?: boolean;
}

/** A role given to somebody who is here, and an invitation to somebody who is not yet. */
@Controller()
export class GivingController {
  constructor(
    private readonly view: ViewPerson,
    private readonly give: GiveRole,
    private readonly invite: InvitePerson,
    private readonly forms: RoleForms,
    private readonly pages: PageRenderer,
    private readonly choice: LanguageChoice,
  ) {}

  @Get(ROUTES.invite)
  async invitePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const agency = textOf(query['agency']);
    return this.inviteForm(request, reply, {
      typed: { role: textOf(query['role']) ?? '' },
      faults: [],
      created: query['said'] === 'created',
      ...(agency !== undefined && { agency }),
    });
  }

  @Post(ROUTES.invite)
  async invited(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'email', 'role', 'place', 'agency', 'language');
    const fields = new FormFields(typed);
    const agency = textOf(fields.text('agency'));
    try {
      const { languages } = this.choice;
      const named = { email: fields.text('email'), role: fields.text('role'), language: fields.text('language') };
      const command = { ...named, languages, ...chosen(fields) };
      await this.invite.execute(actorOf(request), command);
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.inviteForm(request, reply, {
        typed,
        faults: problem.faults,
        ...(agency !== undefined && { agency }),
      });
    }
    const query = { said: 'sent', ...(agency !== undefined && { agency }) };
    return seeOther(reply, href(ROUTES.invitations, {}, { query }));
  }

  @FreshProof()
  @Get(ROUTES.giveRole)
  async givePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
  ): Promise<string> {
    return this.giveForm(request, reply, id, { typed: {}, faults: [] });
  }

  @FreshProof()
  @Post(ROUTES.giveRole)
  async given(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = demandFields(body, 'role', 'place');
    const fields = new FormFields(typed);
    try {
      const command = { person: personId(id), role: fields.text('role'), ...chosen(fields) };
      await this.give.execute(actorOf(request), command);
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.giveForm(request, reply, id, { typed, faults: problem.faults });
    }
    return seeOther(reply, href(ROUTES.person, { person: id }, { query: { said: 'given' } }));
  }

  private async inviteForm(request: FastifyRequest, reply: FastifyReply, state: FormState): Promise<string> {
    const choices = await this.forms.choices(actorOf(request), 'people.invite', state.agency);
    if (choices.roles.length === 0) throw new Forbidden('people.invite');
    const words = this.pages.words(request);
    const { t } = words;
    const errors = errorsIn(words, state.faults);
    const fields = new FormFields(state.typed);
    return this.pages.render(request, reply, {
      name: 'administration/invite',
      title: t('page.administration.invite.title'),
      ...failed(state),
      view: {
        crumbs: crumbsOf(words),
        errors: summaryOf(errors),
        said: state.created === true ? t('page.administration.agency.created') : undefined,
        action: ROUTES.invite,
        agency: state.agency,
        email: field('email', t('page.administration.invite.email'), {
          type: 'email',
          value: fields.text('email'),
          hint: t('page.administration.invite.email-hint'),
          autocomplete: 'off',
          maxlength: 254,
          errors,
        }),
        language: this.languageField(words, fields.text('language'), errors),
        fields: roleFields(words, choices, { role: fields.text('role'), place: fields.text('place'), errors }),
      },
    });
  }

  /** In their own names: whoever invites may not read the language of the person invited. */
  private languageField({ t, language }: Words, typed: string, errors: FormErrors): ChoiceField {
    const choices = this.choice.languages.map((value) => ({ value, label: nameOfLanguage(value) }));
    return choiceField('language', t('page.administration.invite.language'), choices, {
      value: typed === '' ? language : typed,
      hint: t('page.administration.invite.language-hint'),
      errors,
    });
  }

  private async giveForm(request: FastifyRequest, reply: FastifyReply, id: string, state: FormState): Promise<string> {
    const actor = actorOf(request);
    const { person, self } = await this.view.execute(actor, { person: personId(id) });
    if (self) throw new OwnRoles();
    const choices = await this.forms.choices(actor, 'people.change-roles');
    const words = this.pages.words(request);
    const errors = errorsIn(words, state.faults);
    const fields = new FormFields(state.typed);
    const title = words.t('page.administration.role-form.give-title', { name: person.name });
    return this.pages.render(request, reply, {
      name: 'administration/give',
      title,
      ...failed(state),
      view: {
        crumbs: [...crumbsOf(words), { href: href(ROUTES.person, { person: person.id }), label: person.name }],
        title,
        errors: summaryOf(errors),
        action: href(ROUTES.giveRole, { person: person.id }),
        fields: roleFields(words, choices, { role: fields.text('role'), place: fields.text('place'), errors }),
      },
    });
  }
}

/** Nothing chosen is a field left open: never the widest place there is. */
function chosen(fields: FormFields): PlaceChosen {
  const place = placeChosen(fields.text('place'));
  if (place !== undefined) return place;
  throw new InputRefused([{ code: 'input.not-in-list', path: 'place', detail: {} }]);
}

const errorsIn = (words: Words, faults: readonly Fault[]) =>
  errorsOf(words, faults, {
    field: (path) => path,
    label: (path) =>
      words.t(`page.administration.${path === 'email' || path === 'language' ? 'invite' : 'role-form'}.${path}`),
  });

const crumbsOf = ({ t }: Words) => [
  { href: ROUTES.administration, label: t('page.administration.title') },
  { href: ROUTES.people, label: t('page.administration.people.title') },
];

const failed = ({ faults }: FormState) => (faults.length === 0 ? {} : { hasErrors: true, status: UNPROCESSABLE });

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;

import type { Actor, HeldRole, OpenInvitation, PeopleList, PersonKept, PersonView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { placeName, roleName } from './role-words.js';

const home = ({ t }: Words) => ({ href: ROUTES.administration, label: t('page.administration.title') });
const peopleCrumb = ({ t }: Words) => ({ href: ROUTES.people, label: t('page.administration.people.title') });

const heldRole = (words: Words, held: HeldRole): string =>
  words.t('page.administration.invitations.as', { role: roleName(words, held.role), place: placeName(words, held) });

export interface PeopleAsked {
  readonly actor: Actor;
  readonly agency?: { readonly id: string; readonly name: string };
  readonly matching?: string;
  readonly paged: boolean;
  readonly open: number;
}

export function peopleView(words: Words, { people, next }: PeopleList, asked: PeopleAsked) {
  const { t } = words;
  const { agency, matching = '' } = asked;
  const within = agency === undefined ? {} : { agency: agency.id };
  return {
    crumbs: [home(words)],
    title:
      agency === undefined
        ? t('page.administration.people.title')
        : t('page.administration.people.title-of', { agency: agency.name }),
    action: ROUTES.people,
    agency: agency?.id,
    matching,
    all: href(ROUTES.people, {}, { query: within }),
    none: people.length === 0 && matching === '' && !asked.paged,
    invite: href(ROUTES.invite, {}, { query: within }),
    open:
      asked.open === 0
        ? undefined
        : {
            href: href(ROUTES.invitations, {}, { query: within }),
            label: t('page.administration.people.open', { count: asked.open }),
          },
    people: people.map((person) => personLine(words, person, asked.actor)),
    more:
      next === undefined
        ? undefined
        : href(
            ROUTES.people,
            {},
            { query: { ...within, name: next.name, id: next.id, ...(matching !== '' && { matching }) } },
          ),
  };
}

function personLine(words: Words, person: PersonKept, actor: Actor): object {
  const { t } = words;
  const roles = person.roles.map((held) => heldRole(words, held));
  return {
    href: href(ROUTES.person, { person: person.id }),
    name: person.name,
    note: [person.email, ...(roles.length === 0 ? [t('page.administration.people.no-role')] : roles)].join(' · '),
    you: person.id === actor.userId,
    disabled: person.disabledAt !== undefined,
  };
}

const SAID: ReadonlySet<unknown> = new Set(['given', 'taken', 'disabled-done', 'enabled-done', 'factors-reset']);

export function personView(
  words: Words,
  { person, self, takes, mayDisable, mayErase }: PersonView,
  said: unknown,
): object {
  const { t, format } = words;
  const at = { person: person.id };
  const disabled = person.disabledAt !== undefined;
  return {
    crumbs: [home(words), peopleCrumb(words)],
    said: SAID.has(said) ? t(`page.administration.person.${String(said)}`) : undefined,
    name: person.name,
    email: person.email,
    self,
    elsewhere: person.elsewhere,
    state:
      person.disabledAt === undefined
        ? t('page.administration.person.active')
        : t('page.administration.person.disabled', { date: format.dayOf(person.disabledAt.toISOString(), 'UTC') }),
    roles: person.roles.map((held) => ({
      name: roleName(words, held.role),
      place: placeName(words, held),
      take: takes.includes(held.id)
        ? {
            href: href(ROUTES.takeRole, { person: person.id, membership: held.id }),
            label: t('page.administration.person.take-label', { role: heldRole(words, held) }),
          }
        : undefined,
    })),
    cannot: !self && !mayDisable,
    ...doorsOf({ self, mayDisable, mayErase, disabled }, at),
  };
}

/** Addresses of what may be done with a person; undefined is a door that is not there. */
function doorsOf(
  {
    self,
    mayDisable,
    mayErase,
    disabled,
  }: Pick<PersonView, 'self' | 'mayDisable' | 'mayErase'> & { disabled: boolean },
  at: { readonly person: string },
) {
  return {
    give: self ? undefined : href(ROUTES.giveRole, at),
    disable: mayDisable && !disabled ? href(ROUTES.disablePerson, at) : undefined,
    enable: mayDisable && disabled ? href(ROUTES.enablePerson, at) : undefined,
    resetFactors: mayDisable && !disabled ? href(ROUTES.resetFactors, at) : undefined,
    erase: mayErase && !self ? href(ROUTES.erasePerson, at) : undefined,
  };
}

export function invitationsView(
  words: Words,
  open: readonly OpenInvitation[],
  { now, said, agency }: { readonly now: Date; readonly said: unknown; readonly agency: string | undefined },
): object {
  const { t, format } = words;
  return {
    crumbs: [home(words), peopleCrumb(words)],
    said: said === 'sent' || said === 'revoked' ? t(`page.administration.invitations.${said}`) : undefined,
    invite: href(ROUTES.invite, {}, { query: agency === undefined ? {} : { agency } }),
    invitations: open.map((one) => {
      const date = format.dayOf(one.expiresAt.toISOString(), 'UTC');
      const { inviter, email } = one;
      return {
        email,
        as: t('page.administration.invitations.as', { role: roleName(words, one.role), place: placeName(words, one) }),
        until:
          inviter === undefined
            ? t('page.administration.invitations.until-anon', { date })
            : t('page.administration.invitations.until', { date, inviter }),
        sent: t('page.administration.invitations.sent-times', { count: one.sent }),
        expired: one.expiresAt.getTime() <= now.getTime(),
        resend: {
          action: href(ROUTES.resendInvitation, { invitation: one.id }),
          label: t('page.administration.invitations.resend-label', { email }),
        },
        revoke: {
          href: href(ROUTES.revokeInvitation, { invitation: one.id }),
          label: t('page.administration.invitations.revoke-label', { email }),
        },
      };
    }),
  };
}

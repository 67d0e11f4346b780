import { mustHaveSecondFactor, type Actor, type Passkey } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { field } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

export function passkeyRefusedView({ t }: Words, back: string) {
  return { title: t('page.second-factor.passkeys.refused-title'), back };
}

export function removePasskeyView({ t }: Words, actor: Actor, { id, name }: Passkey) {
  return {
    title: t('page.second-factor.passkeys.remove-title', { name }),
    must: mustHaveSecondFactor(actor.memberships),
    action: href(ROUTES.removePasskey, { passkey: id }),
    back: ROUTES.secondFactor,
  };
}

/** The part of the overview: what there is, and the form that adds one. */
export function passkeysPart({ t, format }: Words, passkeys: readonly Passkey[], script: string) {
  return {
    script,
    list: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      name,
      note:
        lastUsedAt === undefined
          ? t('page.second-factor.passkeys.never-used', { day: format.date(dayOf(createdAt)) })
          : t('page.second-factor.passkeys.used', { day: format.date(dayOf(lastUsedAt)) }),
      remove: href(ROUTES.removePasskey, { passkey: id }),
      removeLabel: t('page.second-factor.passkeys.remove', { name }),
    })),
    action: ROUTES.passkeys,
    options: ROUTES.passkeyOptions,
    name: field('name', t('page.second-factor.passkeys.name'), {
      hint: t('page.second-factor.passkeys.name-hint'),
      maxlength: 100,
      width: 'width-short',
    }),
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

import type { InvitationOffer } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { field, summaryOf } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { placeName, roleName } from './role-words.js';

export interface AcceptState {
  readonly token: string;
  readonly signedInAs?: string;
  readonly typed?: FormBody;
  readonly faults?: readonly Fault[];
}

/** An account to be made, a role to be taken by whoever is signed in, or who has to sign in first. */
export function acceptView(words: Words, offer: InvitationOffer, state: AcceptState): object {
  const { t } = words;
  const label = (name: string): string => t(`page.administration.accept.${name}`);
  const errors = errorsOf(words, state.faults ?? [], { field: (path) => path, label });
  const fields = new FormFields(state.typed ?? {});
  const what = { role: roleName(words, offer.role), place: placeName(words, offer) };
  const signedInAs = state.signedInAs ?? '';
  return {
    offer:
      offer.inviter === undefined
        ? t('page.administration.accept.offer-anon', what)
        : t('page.administration.accept.offer', { ...what, inviter: offer.inviter }),
    errors: summaryOf(errors),
    action: ROUTES.invitation,
    token: state.token,
    email: offer.email,
    signedInAs,
    yours: offer.yours,
    other: signedInAs !== '' && !offer.yours,
    known: signedInAs === '' && offer.known,
    fresh: signedInAs === '' && !offer.known,
    signOut: ROUTES.signOut,
    signIn: href(
      ROUTES.signIn,
      {},
      { query: { next: href(ROUTES.invitation, {}, { query: { token: state.token } }) } },
    ),
    name: field('name', label('name'), {
      hint: label('name-hint'),
      value: fields.text('name'),
      autocomplete: 'name',
      maxlength: 100,
      errors,
    }),
    password: field('password', label('password'), {
      type: 'password',
      hint: label('password-hint'),
      autocomplete: 'new-password',
      errors,
    }),
  };
}

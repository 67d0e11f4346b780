import type { SignInReply } from '../../http/session/sessions.js';
import { href, ROUTES } from '../../paths.js';
import { passkeyForm } from '../second-factor/prove-view.js';
import { field, summaryOf, type FormError } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { joinForm } from '../workshop-room/join-form.js';

/** The same address as for passwords: one door, two keys. */
const BY_PASSKEY = href(ROUTES.signIn, {}, { query: { by: 'passkey' } });

export interface SignInState {
  readonly next: string;
  readonly email: string;
  readonly signedOut: boolean;
  readonly newPassword?: boolean;
  /** What the organisation's own provider is called, if there is one. */
  readonly provider: string | undefined;
  /** Address of the script that asks a device for a passkey. */
  readonly script: string;
  readonly missing?: { readonly email: boolean; readonly password: boolean };
  readonly refused?: Exclude<SignInReply, { readonly ok: true }>;
  /** Set when this address must not carry a password. */
  readonly refusal: { readonly localAddress: string } | undefined;
}

/** The same words whether the account exists or not. */
export function signInView({ t }: Words, state: SignInState): { view: object; hasErrors: boolean } {
  const errors = errorsOf(t, state);
  return {
    hasErrors: errors.length > 0,
    view: {
      refusal: state.refusal,
      signedOut: state.signedOut,
      newPassword: state.newPassword === true,
      forgotten: ROUTES.newPassword,
      errors: summaryOf(errors),
      action: ROUTES.signIn,
      next: state.next,
      provider:
        state.provider === undefined
          ? undefined
          : {
              href: href(ROUTES.provider, {}, { query: { next: state.next } }),
              label: t('page.second-factor.provider.with', { name: state.provider }),
            },
      passkey: { ...passkeyForm(BY_PASSKEY, BY_PASSKEY, state), script: state.script },
      join: joinForm({ t }),
      email: field('email', t('page.account.sign-in.email'), {
        type: 'email',
        value: state.email,
        autocomplete: 'username',
        errors,
      }),
      password: field('password', t('page.account.sign-in.password'), {
        type: 'password',
        autocomplete: 'current-password',
        errors,
      }),
    },
  };
}

function errorsOf(t: Words['t'], { missing, refused }: SignInState): readonly FormError[] {
  if (refused?.reason === 'throttled') {
    const count = Math.max(1, Math.ceil(refused.retryAfterSeconds / 60));
    return [{ message: t('page.account.sign-in.throttled', { count }) }];
  }
  if (refused !== undefined) return [{ field: 'email', message: t('page.account.sign-in.wrong') }];
  return [
    ...(missing?.email === true ? [{ field: 'email', message: t('page.account.sign-in.email-missing') }] : []),
    ...(missing?.password === true ? [{ field: 'password', message: t('page.account.sign-in.password-missing') }] : []),
  ];
}

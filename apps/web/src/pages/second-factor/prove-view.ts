import { ROUTES } from '../../paths.js';
import { field, summaryOf, type FormError } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

/** `step` at sign-in, `confirm` before something weighty. */
export type ProofPlace = 'step' | 'confirm';

export type Refused =
  | { readonly reason: 'wrong' | 'used' | 'missing' }
  | { readonly reason: 'throttled'; readonly retryAfterSeconds: number };

export interface ProofState {
  readonly place: ProofPlace;
  readonly next: string;
  readonly app: boolean;
  readonly passkeys: boolean;
  /** Address of the script that asks the device. */
  readonly script: string;
  /** The account is one of the demo, whose codes are no secret. */
  readonly demoCode: string | undefined;
  readonly refused?: Refused;
}

export function proveView({ t }: Words, state: ProofState): { view: object; hasErrors: boolean } {
  const withCode = state.app;
  const withPassword = !state.app && !state.passkeys;
  const errors = errorsOf(t, state, withPassword ? 'password' : 'code');
  return {
    hasErrors: errors.length > 0,
    view: {
      title: t(`page.second-factor.${state.place}.title`),
      lead: t(`page.second-factor.${state.place}.lead`),
      action: state.place === 'step' ? ROUTES.secondStep : ROUTES.confirm,
      next: state.next,
      errors: summaryOf(errors),
      demoCode: state.demoCode === undefined ? undefined : `${state.demoCode.slice(0, 3)} ${state.demoCode.slice(3)}`,
      code: withCode
        ? field('code', t('page.second-factor.code'), {
            hint: t('page.second-factor.code-hint'),
            autocomplete: 'one-time-code',
            width: 'width-short',
            maxlength: 40,
            errors,
          })
        : undefined,
      password: withPassword
        ? field('password', t('page.account.sign-in.password'), {
            type: 'password',
            autocomplete: 'current-password',
            errors,
          })
        : undefined,
      passkey: state.passkeys
        ? { ...passkeyForm(ROUTES.provePasskey, ROUTES.provePasskeyOptions, state), script: state.script }
        : undefined,
      lost: !withPassword,
    },
  };
}

/** The form of a button that asks the device for a passkey. */
export const passkeyForm = (action: string, options: string, { next }: { readonly next: string }) => ({
  action,
  options,
  next,
});

function errorsOf(t: Words['t'], { refused }: ProofState, name: 'code' | 'password'): readonly FormError[] {
  if (refused === undefined) return [];
  if (refused.reason === 'throttled') {
    const count = Math.max(1, Math.ceil(refused.retryAfterSeconds / 60));
    return [{ message: t('page.account.sign-in.throttled', { count }) }];
  }
  return [{ field: name, message: t(`page.second-factor.${name}-${refused.reason}`) }];
}

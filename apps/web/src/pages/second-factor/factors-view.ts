import { mustHaveSecondFactor, type Actor, type FactorOverview } from '@isonomia/application';
import { qrCode } from '@isonomia/view';
import { ROUTES } from '../../paths.js';
import { field, summaryOf, type FormError } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import type { Refused } from './prove-view.js';

export interface SetUpState {
  readonly next: string;
  readonly begun: { readonly secret: string; readonly address: string };
  readonly refused?: Refused;
}

export function overviewView({ t }: Words, actor: Actor, { app, recoveryCodesLeft, passkeys }: FactorOverview) {
  const must = mustHaveSecondFactor(actor.memberships);
  return {
    title: t('page.second-factor.overview.title'),
    needed: must && !app && passkeys === 0,
    must,
    app,
    codesLeft: t('page.second-factor.overview.codes-left', { count: recoveryCodesLeft }),
    fewCodes: recoveryCodesLeft <= 2,
    setUp: ROUTES.setUpApp,
    remove: ROUTES.removeApp,
    renew: ROUTES.recoveryCodes,
    home: ROUTES.home,
  };
}

export function setUpAppView({ t }: Words, { next, begun, refused }: SetUpState) {
  const errors = errorsOf(t, refused);
  const view = {
    title: t('page.second-factor.app.title'),
    action: ROUTES.setUpApp,
    next,
    errors: summaryOf(errors),
    qr: qrCode(begun.address, t('page.second-factor.app.picture')),
    // In fours: somebody may have to type it.
    secret: (begun.secret.match(/.{1,4}/g) ?? []).join(' '),
    code: field('code', t('page.second-factor.app.code'), {
      hint: t('page.second-factor.app.code-hint'),
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      width: 'width-short',
      maxlength: 10,
      errors,
    }),
  };
  return { view, hasErrors: errors.length > 0 };
}

function errorsOf(t: Words['t'], refused: Refused | undefined): readonly FormError[] {
  if (refused === undefined) return [];
  if (refused.reason === 'throttled') {
    const count = Math.max(1, Math.ceil(refused.retryAfterSeconds / 60));
    return [{ message: t('page.account.sign-in.throttled', { count }) }];
  }
  return [{ field: 'code', message: t(`page.second-factor.app.code-${refused.reason}`) }];
}

export function codesView(
  { t }: Words,
  { codes, isNew }: { readonly codes: readonly string[]; readonly isNew: boolean },
) {
  return { title: t('page.second-factor.codes.title'), codes, isNew, done: ROUTES.secondFactor };
}

export function removeAppView({ t }: Words, actor: Actor) {
  return {
    title: t('page.second-factor.remove.title'),
    must: mustHaveSecondFactor(actor.memberships),
    action: ROUTES.removeApp,
    back: ROUTES.secondFactor,
  };
}

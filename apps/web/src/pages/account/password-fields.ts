import type { PasswordFault } from '@isonomia/application';
import { field, type Field, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

/** A password that is chosen: what it takes stands above it, and browsers may make one up. */
export const newPasswordField = ({ t }: Words, errors: FormErrors): Field =>
  field('password', t('page.password.new'), {
    type: 'password',
    autocomplete: 'new-password',
    hint: t('page.password.rule'),
    errors,
  });

export const currentPasswordField = ({ t }: Words, errors: FormErrors): Field =>
  field('current', t('page.password.current'), { type: 'password', autocomplete: 'current-password', errors });

/** `user.password-too-short` → the sentence that says what to do. */
export const passwordFaultText = ({ t }: Words, fault: PasswordFault): string =>
  t(`page.password.fault.${fault.replace('user.password-', '')}`);

export const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

import { ROUTES } from '../../paths.js';
import { field, type Field } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

export interface JoinForm {
  readonly action: string;
  readonly code: Field;
}

/** Asks for the code of a workshop, wherever somebody may stand who has one. */
export const joinForm = ({ t }: Pick<Words, 't'>): JoinForm => ({
  action: ROUTES.join,
  code: field('code', t('page.workshop-join.code'), {
    id: 'join-code',
    hint: t('page.workshop-join.code-hint'),
    width: 'width-short',
    autocomplete: 'off',
    maxlength: 20,
  }),
});

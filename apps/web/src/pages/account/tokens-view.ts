import { TOKEN_SCOPES, type AccessToken } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

export interface TokenForm {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: string;
}

interface TokensState {
  readonly tokens: readonly AccessToken[];
  readonly errors: FormErrors;
  readonly typed?: TokenForm;
  readonly made?: string;
  readonly revoked?: boolean;
}

const ZONE = 'UTC';
const BLANK: TokenForm = { name: '', scopes: ['read'], days: '90' };
const DAYS = ['7', '30', '90', '180', '365'];

export function tokensView(
  words: Words,
  { tokens, errors, typed = BLANK, made, revoked = false }: TokensState,
): object {
  const { t } = words;
  return {
    crumbs: [{ href: ROUTES.account, label: t('page.your-account.title') }],
    errors: summaryOf(errors),
    made,
    revoked,
    example: `Authorization: Bearer ${made ?? 'iso_…'}`,
    tokens: tokens.map((token, position) => tokenView(words, token, position)),
    action: ROUTES.tokens,
    name: field('name', t('page.tokens.name'), {
      value: typed.name,
      hint: t('page.tokens.name-hint'),
      maxlength: 80,
      errors,
    }),
    scopesError: errors.find((one) => one.field === 'scope-read')?.message,
    scopes: TOKEN_SCOPES.map((scope) => ({
      id: `scope-${scope}`,
      value: scope,
      checked: typed.scopes.includes(scope),
      label: t(`page.tokens.scope.${scope}`),
      hint: t(`page.tokens.scope.${scope}-about`),
    })),
    days: choiceField(
      'days',
      t('page.tokens.days'),
      DAYS.map((value) => ({ value, label: t('page.tokens.days-option', { count: Number(value) }) })),
      { value: typed.days, errors },
    ),
  };
}

function tokenView({ t, format }: Words, token: AccessToken, position: number): object {
  const instant = (at: Date): string => format.instant(at.toISOString(), ZONE);
  return {
    id: `token-${position}`,
    name: token.name,
    scopes: token.scopes.map((scope) => t(`page.tokens.scope.${scope}`)).join(', '),
    created: instant(token.createdAt),
    expires: instant(token.expiresAt),
    lastUsed: token.lastUsedAt === undefined ? t('page.tokens.never') : instant(token.lastUsedAt),
    action: href(ROUTES.revokeToken, { token: token.id }),
    label: t('page.tokens.revoke-label', { name: token.name }),
  };
}

import {
  SingleSignOn as SingleSignOnPort,
  type ProviderRefusal,
  type ProviderSignIn,
  type ProviderVisitor,
} from '@isonomia/application';
import { isAPIError } from 'better-auth/api';
import { configureLibrary, type IdentityOptions, type Library, PROVIDER } from './library.js';

/** What the library calls it → what we say. */
const REFUSALS: Readonly<Record<string, ProviderRefusal>> = {
  signup_disabled: 'unknown',
  account_not_linked: 'unverified',
  email_not_found: 'unverified',
  access_denied: 'cancelled',
  state_mismatch: 'outdated',
  state_not_found: 'outdated',
  please_restart_the_process: 'outdated',
};

/** Signing in at the organisation's own provider (OpenID Connect): the library's, with PKCE, state and nonce. */
export class SingleSignOn extends SingleSignOnPort {
  private readonly library: Library;

  constructor(private readonly options: IdentityOptions) {
    super();
    this.library = configureLibrary(options);
  }

  /** Where to send the browser; undefined while the provider does not answer. */
  async begin(
    next: string,
    visitor: ProviderVisitor,
  ): Promise<{ readonly address: string; readonly setCookies: readonly string[] } | undefined> {
    try {
      const body = { provider: PROVIDER, callbackURL: next, disableRedirect: true };
      const begun = await this.library.api.signInSocial({ body, headers: headersOf(visitor), returnHeaders: true });
      const { url } = begun.response;
      return url === undefined ? undefined : { address: url, setCookies: begun.headers.getSetCookie() };
    } catch (error) {
      if (isAPIError(error)) return undefined;
      throw error;
    }
  }

  /** What the provider sent the browser back with. */
  async finish(query: Readonly<Record<string, string>>, visitor: ProviderVisitor): Promise<ProviderSignIn> {
    const reply = await this.library.api.callbackOAuth({
      method: 'GET',
      params: { id: PROVIDER },
      query,
      headers: headersOf(visitor),
      asResponse: true,
    });
    const setCookies = reply.headers.getSetCookie();
    const to = new URL(reply.headers.get('location') ?? '/?error=failed', this.options.publicUrl);
    const error = to.searchParams.get('error');
    const session = setCookies.map((one) => one.split(';', 1)[0]).join('; ');
    if (error !== null) return { ok: false, reason: REFUSALS[error] ?? 'failed', setCookies };
    const found = await this.library.api.getSession({ headers: new Headers({ cookie: session }) });
    if (found === null) return { ok: false, reason: 'failed', setCookies: [] };
    if ((found.user.disabledAt ?? undefined) !== undefined) {
      const { internalAdapter } = await this.library.$context;
      await internalAdapter.deleteUserSessions(found.user.id);
      return { ok: false, reason: 'disabled', setCookies: [] };
    }
    return { ok: true, userId: found.user.id, next: to.pathname + to.search, setCookies };
  }
}

const headersOf = ({ cookie, address, userAgent }: ProviderVisitor): Headers =>
  new Headers({ cookie, 'x-forwarded-for': address, 'user-agent': userAgent });

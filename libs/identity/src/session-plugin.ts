import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';

export interface Opening {
  readonly userId: string;
  /** Whether a second factor was proved for it. */
  readonly secondFactor: boolean;
  /** The session that this one continues: ended here, its beginning carried over. */
  readonly continues?: {
    readonly token: string;
    readonly since: Date;
    readonly ipAddress: string;
    readonly userAgent: string;
  };
}

/** Callers are our own code, which the compiler has checked. */
const opening = {
  '~standard': {
    version: 1 as const,
    vendor: 'isonomia',
    validate: (value: unknown): { readonly value: Opening } => ({ value: value as Opening }),
    types: undefined as { readonly input: Opening; readonly output: Opening } | undefined,
  },
};

/**
 * Opens a session for somebody who proved it by other means than a password: a passkey, or a second factor for the
 * session that is open. It is the library's own session with the library's own cookie; no address of it is mounted.
 */
export const sessionPlugin = () =>
  ({
    id: 'isonomia-session',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: opening, requireHeaders: true },
        async (ctx): Promise<{ opened: boolean }> => {
          const { internalAdapter } = ctx.context;
          const { userId, secondFactor, continues } = ctx.body;
          const user = await internalAdapter.findUserById(userId);
          if (user === null) return { opened: false };
          const now = new Date();
          const facts = {
            provedAt: now,
            ...(secondFactor && { secondFactorAt: now }),
            // Twelve hours are counted from the first sign-in: proving oneself again does not start them anew.
            ...(continues !== undefined && {
              createdAt: continues.since,
              ipAddress: continues.ipAddress,
              userAgent: continues.userAgent,
            }),
          };
          const session = await internalAdapter.createSession(userId, false, facts, true);
          await setSessionCookie(ctx, { session, user });
          if (continues !== undefined) await internalAdapter.deleteSession(continues.token);
          return { opened: true };
        },
      ),
    },
  }) satisfies BetterAuthPlugin;

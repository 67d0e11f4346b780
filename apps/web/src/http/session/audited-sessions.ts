import { createHmac } from 'node:crypto';
import { type AuditLog, type BoundedNotes, userId, VISITOR, type AuditEntry } from '@isonomia/application';
import { Sessions, type SessionOf, type SignInReply } from './sessions.js';

type Attempt = Parameters<Sessions['signIn']>[0];

/** What is asked of accounts beside sessions. */
interface Accounts extends Sessions {
  /** The account that signs in with this address. */
  idOf(email: string): Promise<string | undefined>;
}

const DIGEST_LENGTH = 32;

/**
 * Every sign-in leaves a row, whatever came of it, and every sign-out. An address that belongs to no account is kept as
 * a keyed digest: people type their password into the wrong field. Without its row nobody is signed in or out.
 */
export class AuditedSessions extends Sessions {
  constructor(
    private readonly accounts: Accounts,
    private readonly audit: AuditLog,
    private readonly bounded: BoundedNotes,
    private readonly secret: string,
  ) {
    super();
  }

  async signIn(attempt: Attempt): Promise<SignInReply> {
    const reply = await this.accounts.signIn(attempt);
    if (reply.ok) await this.orUndo(reply.setCookies, signedIn(reply.userId));
    else if (reply.reason === 'throttled')
      await this.bounded.note({ ...(await this.tried(attempt)), action: 'sign-in.throttled' });
    else await this.audit.note({ ...(await this.tried(attempt)), action: 'sign-in.refused' });
    return reply;
  }

  read(cookieHeader: string): Promise<SessionOf | undefined> {
    return this.accounts.read(cookieHeader);
  }

  async signOut(cookieHeader: string): Promise<readonly string[]> {
    const session = await this.accounts.read(cookieHeader);
    if (session !== undefined) {
      const actor = userId(session.userId);
      await this.audit.note({ action: 'sign-out.done', actor, subject: { kind: 'user', id: actor } });
    }
    return this.accounts.signOut(cookieHeader);
  }

  private async orUndo(setCookies: readonly string[], entry: AuditEntry): Promise<void> {
    try {
      await this.audit.note(entry);
    } catch (error) {
      await this.accounts.signOut(setCookies.map((one) => one.split(';', 1)[0]).join('; '));
      throw error;
    }
  }

  /** Who tried is not known; as whom is. */
  private async tried({ email }: Attempt): Promise<Omit<AuditEntry, 'action'>> {
    const account = await this.accounts.idOf(email);
    const subject = account === undefined ? { kind: 'mail', id: this.digest(email) } : { kind: 'user', id: account };
    return { actor: VISITOR, subject };
  }

  private digest(email: string): string {
    const key = createHmac('sha256', this.secret).update('isonomia unknown addresses').digest();
    const digest = createHmac('sha256', key).update(email.trim().toLowerCase()).digest('hex');
    return digest.slice(0, DIGEST_LENGTH);
  }
}

const signedIn = (id: string): AuditEntry => ({
  action: 'sign-in.done',
  actor: userId(id),
  subject: { kind: 'user', id },
});

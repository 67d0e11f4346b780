import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { isUuid } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { OpenSessions, type OpenSession } from '../ports/open-sessions.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

/** Where somebody is signed in, and how to end it. Everybody sees and ends their own sessions and no others. */
@Injectable()
export class ManageSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: OpenSessions,
    private readonly audit: AuditLog,
  ) {}

  list(actor: Actor): Promise<readonly OpenSession[]> {
    return this.sessions.list(actor.userId);
  }

  async end(actor: Actor, session: string): Promise<void> {
    if (!isUuid(session)) throw new NotFound('session');
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const subject = { kind: 'session', id: session };
      await this.audit.append(tx, { action: 'session.ended', actor: actor.userId, subject });
      if (!(await this.sessions.end(actor.userId, session))) throw new NotFound('session');
    });
  }

  async endOthers(actor: Actor, current: string): Promise<number> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const subject = { kind: 'user', id: actor.userId };
      await this.audit.append(tx, {
        action: 'session.ended',
        actor: actor.userId,
        subject,
        detail: { all: 'others' },
      });
      return this.sessions.endOthers(actor.userId, current);
    });
  }
}

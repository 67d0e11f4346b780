import { Injectable } from '@nestjs/common';
import type { AgencyId, UserId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import type { Invited } from './invite-agencies.js';
import { RoundMail } from './round-mail.js';
import type { Round } from './round.js';

/** What happens to a locked round, by hand or when its day has come. */
@Injectable()
export class RoundMoves {
  constructor(
    private readonly rounds: RoundStore,
    private readonly mail: RoundMail,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async open(tx: Transaction, round: Round, by: UserId): Promise<void> {
    await this.rounds.setState(tx, round.id, 'open', this.clock.now());
    await this.audit.append(tx, { action: 'round.opened', actor: by, subject: { kind: 'round', id: round.id } });
  }

  /** All who take part hear of it: what was handed in belongs to the round, and a draft stays with its agency. */
  async close(tx: Transaction, round: Round, by: UserId): Promise<void> {
    await this.rounds.setState(tx, round.id, 'closed', this.clock.now());
    await this.mail.post(tx, 'round-closed', { round, agencies: await this.rounds.participants(tx, round.id) });
    await this.audit.append(tx, { action: 'round.closed', actor: by, subject: { kind: 'round', id: round.id } });
  }

  /** Writes to those who have not handed in, and notes it with each agency that somebody was written to at. */
  async remind(
    tx: Transaction,
    { round, agencies, by }: { readonly round: Round; readonly agencies: readonly AgencyId[]; readonly by: UserId },
  ): Promise<Invited> {
    const { mails, without } = await this.mail.post(tx, 'round-reminder', { round, agencies });
    const told = agencies.filter((agency) => !without.includes(agency));
    if (told.length === 0) return { agencies: 0, mails: 0 };
    await this.rounds.reminded(tx, round.id, told, this.clock.now());
    await this.rounds.note(tx, round.id, told, 'round.reminded');
    await this.audit.append(tx, {
      action: 'round.reminded',
      actor: by,
      subject: { kind: 'round', id: round.id },
      detail: { agencies: told.length, mails },
    });
    return { agencies: told.length, mails };
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { RoundReader } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { RoundReleased } from '../problems/round-problems.js';
import { demandState, lockedRound } from './locked-round.js';
import { today } from './round-day.js';
import { RoundMail } from './round-mail.js';
import type { Round } from './round.js';

/** A later closing day. What is closed is open again, unless something was published of it. */
@Injectable()
export class ExtendRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
    private readonly mail: RoundMail,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId; readonly closesOn: string }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await lockedRound(this.rounds, tx, { actor, action: 'round.close', round: command.round });
      demandState(round, 'round.close', 'open', 'closed');
      if (round.state === 'closed' && (await this.rounds.isReleased(tx, round.id))) throw new RoundReleased();
      const closesOn = this.readDay(round, command.closesOn);
      await this.rounds.extend(tx, round.id, closesOn);
      await this.tell(tx, actor, { ...round, closesOn });
    });
  }

  private readDay(round: Round, typed: string): string {
    const fields = new Fields();
    const day = fields.date('closesOn', typed);
    const first = today(this.clock.now());
    if (day !== '' && day <= round.closesOn) fields.fault('closesOn', 'not-later', { than: round.closesOn });
    else if (day !== '' && day < first) fields.fault('closesOn', 'day-over', { today: first });
    fields.check();
    return day;
  }

  /** Those who still have something to hand in. */
  private async tell(tx: Transaction, actor: Actor, round: Round): Promise<void> {
    const agencies = (await this.reader.toRemind(tx, round.id)).map(({ agency }) => agency);
    await this.mail.post(tx, 'round-extended', { round, agencies });
    await this.audit.append(tx, {
      action: 'round.extended',
      actor: actor.userId,
      subject: { kind: 'round', id: round.id },
      detail: { closesOn: round.closesOn },
    });
  }
}

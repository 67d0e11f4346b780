import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { PracticeId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PracticeStore } from '../ports/practice-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { openedPractice } from './opened-practice.js';

/** From then on nothing new shows it; what was frozen with it keeps it. Asking twice is no fault. */
@Injectable()
export class WithdrawPractice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly practices: PracticeStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: { readonly practice: PracticeId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await openedPractice(this.practices, tx, { actor, practice: command.practice });
      const found = (await this.practices.lock(tx, opened.id)) ?? opened;
      if (found.state === 'withdrawn') return;
      await this.practices.withdraw(tx, found.id);
      await this.audit.append(tx, {
        action: 'practice.withdrawn',
        actor: actor.userId,
        subject: { kind: 'practice', id: found.id },
        detail: { state: found.state },
      });
    });
  }
}

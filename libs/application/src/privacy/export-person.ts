import { Injectable } from '@nestjs/common';
import { demandFreshProof } from '../access/fresh-proof.js';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { HoldingsReader } from '../ports/holdings-reader.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

/** What is held about whoever asks: everybody takes their own and nobody else's. */
@Injectable()
export class ExportPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly holdings: HoldingsReader,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor): Promise<object> {
    demandFreshProof(actor, this.clock.now());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const subject = { kind: 'user', id: actor.userId };
      await this.audit.append(tx, { action: 'person.exported', actor: actor.userId, subject });
      const held = await this.holdings.ofPerson(tx, actor.userId);
      if (held === undefined) throw new NotFound('user');
      return held;
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import { AuditLog, type AuditedAction } from '../../ports/audit-log.js';
import { Clock, Ids } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import type { Workshop, WorkshopState } from '../workshop.js';
import { newCode } from './codes.js';
import { demandWorkshopState, ledWorkshop } from './led-workshop.js';

/** `reopen`: something was forgotten. `shut`: everybody is in. `renew`: the code has wandered off. */
export const WORKSHOP_MOVES = ['open', 'close', 'reopen', 'admit', 'shut', 'renew'] as const;
export type WorkshopMove = (typeof WORKSHOP_MOVES)[number];

interface Rule {
  readonly from: readonly WorkshopState[];
  readonly action: AuditedAction;
}
const RULES: Readonly<Record<WorkshopMove, Rule>> = {
  open: { from: ['planned'], action: 'workshop.opened' },
  close: { from: ['open'], action: 'workshop.closed' },
  reopen: { from: ['closed'], action: 'workshop.opened' },
  admit: { from: ['open'], action: 'workshop.joining-opened' },
  shut: { from: ['open'], action: 'workshop.joining-shut' },
  renew: { from: ['planned', 'open'], action: 'workshop.code-renewed' },
};

/** Opens and closes a workshop and its doors. */
@Injectable()
export class MoveWorkshop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId; readonly move: WorkshopMove }): Promise<void> {
    const { from, action } = RULES[command.move];
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandWorkshopState(action, workshop, ...from);
      await this.move(tx, workshop, command.move);
      const subject = { kind: 'workshop', id: workshop.id };
      await this.audit.append(tx, { action, actor: actor.userId, subject });
    });
  }

  private async move(tx: Transaction, { id }: Workshop, move: WorkshopMove): Promise<void> {
    if (move === 'renew') await this.workshops.setJoinCode(tx, id, newCode(this.ids));
    else if (move === 'admit' || move === 'shut') await this.workshops.setJoining(tx, id, move === 'admit');
    else await this.workshops.setState(tx, id, move === 'close' ? 'closed' : 'open', this.clock.now());
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { SessionId, WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopScreenStore } from '../../ports/workshop-screen-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import { demandOpen } from '../open-workshop.js';
import { ledWorkshop } from '../setup/led-workshop.js';
import type { Workshop } from '../workshop.js';
import { MOST_MINUTES, TIMER_ACTS, timerAfter, type TimerAct } from './timer.js';

const WHOLE_MINUTES = /^\d{1,4}$/;
const IN_MINUTES: ReadonlySet<string> = new Set(['start', 'extend'] satisfies readonly TimerAct[]);

/** As typed. */
export interface TimerCommand {
  readonly workshop: WorkshopId;
  readonly act: string;
  readonly minutes?: string;
}

/** What is on: the clock, and the point of the agenda. Everybody in the room sees both. */
@Injectable()
export class RunWall {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly store: WorkshopScreenStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws `InputRefused` for an act that there is not, or minutes that nobody sits through. */
  async timer(actor: Actor, command: TimerCommand): Promise<void> {
    const act = readAct(command);
    await this.run(actor, command.workshop, async (tx, workshop) => {
      await this.store.setTimer(tx, workshop.id, timerAfter(workshop.timer, act, this.clock.now()));
      await this.tell(tx, actor, workshop, { action: 'workshop.timer-set', detail: act });
    });
  }

  /** Undefined: none is on. */
  async session(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly session: SessionId | undefined },
  ): Promise<void> {
    const { session } = command;
    await this.run(actor, command.workshop, async (tx, workshop) => {
      const agenda = await this.workshops.agenda(tx, workshop.id);
      if (session !== undefined && !agenda.some(({ id }) => id === session)) throw new NotFound('session');
      await this.store.setSession(tx, workshop.id, session);
      await this.tell(tx, actor, workshop, { action: 'workshop.session-begun', detail: { session: session ?? '' } });
    });
  }

  private run(
    actor: Actor,
    id: WorkshopId,
    work: (tx: Transaction, workshop: Workshop) => Promise<void>,
  ): Promise<void> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: id });
      demandOpen('workshop.lead', workshop);
      await work(tx, workshop);
    });
  }

  private async tell(
    tx: Transaction,
    actor: Actor,
    workshop: Workshop,
    entry: Pick<Parameters<AuditLog['append']>[1], 'action' | 'detail'>,
  ): Promise<void> {
    const subject = { kind: 'workshop', id: workshop.id };
    await this.audit.append(tx, { ...entry, actor: actor.userId, subject });
  }
}

function readAct({ act, minutes = '' }: TimerCommand): { readonly act: TimerAct; readonly minutes: number } {
  const fields = new Fields();
  const known = fields.oneOf('act', act, TIMER_ACTS) ?? 'clear';
  const count = IN_MINUTES.has(known) && WHOLE_MINUTES.test(minutes.trim()) ? Number(minutes) : 0;
  if (IN_MINUTES.has(known) && (count < 1 || count > MOST_MINUTES))
    fields.fault('minutes', 'not-minutes', { min: 1, max: MOST_MINUTES });
  fields.check();
  return { act: known, minutes: count };
}

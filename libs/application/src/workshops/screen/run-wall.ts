import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { SessionId, WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopScreenStore } from '../../ports/workshop-screen-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import { demandOpen } from '../open-workshop.js';
import { ledWorkshop } from '../setup/led-workshop.js';
import { MOST_MINUTES, TIMER_ACTS, timerAfter, type TimerAct } from './timer.js';

const WHOLE_MINUTES = /^\d{1,4}$/;
const IN_MINUTES: ReadonlySet<string> = new Set(['start', 'extend'] satisfies readonly TimerAct[]);

/** As typed. */
export interface TimerCommand {
  readonly workshop: WorkshopId;
  readonly act: string;
  readonly minutes?: string;
}

/** The clock on the wall and on every phone: started, stopped, given more minutes, taken away. */
@Injectable()
export class RunTimer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly store: WorkshopScreenStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws `InputRefused` for an act that there is not, or minutes that nobody sits through. */
  async execute(actor: Actor, command: TimerCommand): Promise<void> {
    const act = readAct(command);
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandOpen('workshop.lead', workshop);
      await this.store.setTimer(tx, workshop.id, timerAfter(workshop.timer, act, this.clock.now()));
      await this.audit.append(tx, {
        action: 'workshop.timer-set',
        actor: actor.userId,
        subject: { kind: 'workshop', id: workshop.id },
        detail: act,
      });
    });
  }
}

/** Puts a point of the agenda on, or none: everybody in the room sees which. */
@Injectable()
export class BeginSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly store: WorkshopScreenStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly session: SessionId | undefined },
  ): Promise<void> {
    const { session } = command;
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandOpen('workshop.lead', workshop);
      const agenda = await this.workshops.agenda(tx, workshop.id);
      if (session !== undefined && !agenda.some(({ id }) => id === session)) throw new NotFound('session');
      await this.store.setSession(tx, workshop.id, session);
      await this.audit.append(tx, {
        action: 'workshop.session-begun',
        actor: actor.userId,
        subject: { kind: 'workshop', id: workshop.id },
        detail: { session: session ?? '' },
      });
    });
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

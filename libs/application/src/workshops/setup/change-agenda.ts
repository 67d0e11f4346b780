import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { sessionId, type SessionId, type WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { Ids } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import { SESSION_KINDS, type AgendaSession, type Workshop } from '../workshop.js';
import { demandWorkshopState, ledWorkshop } from './led-workshop.js';

export interface SessionInput {
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly kind: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_SESSIONS = 200;

/** Throws `InputRefused` with every fault and its place. */
function readSession(input: SessionInput, workshop: Workshop): Omit<AgendaSession, 'id'> {
  const fields = new Fields();
  const day = fields.date('day', input.day);
  if (day !== '' && (day < workshop.startsOn || day > workshop.endsOn))
    fields.fault('day', 'outside-the-days', { from: workshop.startsOn, to: workshop.endsOn });
  const [starts, ends] = [readTime(fields, 'starts', input.starts), readTime(fields, 'ends', input.ends)];
  if (starts !== '' && ends !== '' && starts >= ends) fields.fault('ends', 'ends-before', { starts });
  const title = fields.text('title', input.title);
  const kind = fields.oneOf('kind', input.kind, SESSION_KINDS) ?? 'talk';
  fields.check();
  return { day, starts, ends, title, kind };
}

function readTime(fields: Fields, path: string, value: string): string {
  const text = value.trim().slice(0, 'hh:mm'.length);
  if (TIME.test(text)) return text;
  fields.fault(path, text === '' ? 'missing' : 'not-a-time');
  return '';
}

/** The points of the agenda: added, changed and taken off, until the workshop is closed. */
@Injectable()
export class ChangeAgenda {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly audit: AuditLog,
    private readonly ids: Ids,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly workshop: WorkshopId } & (
      | { readonly add: readonly SessionInput[] }
      | { readonly change: SessionId; readonly to: SessionInput }
      | { readonly remove: SessionId }
    ),
  ): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandWorkshopState('workshop.lead', workshop, 'planned', 'open');
      const agenda = await this.workshops.agenda(tx, workshop.id);
      if ('add' in command) await this.add(tx, workshop, command.add, agenda.length);
      else if ('change' in command) {
        demandPoint(agenda, command.change);
        await this.workshops.changeSession(tx, { id: command.change, ...readSession(command.to, workshop) });
      } else {
        demandPoint(agenda, command.remove);
        await this.workshops.removeSession(tx, command.remove);
      }
      const subject = { kind: 'workshop', id: workshop.id };
      await this.audit.append(tx, { action: 'workshop.agenda-changed', actor: actor.userId, subject });
    });
  }

  private async add(tx: Transaction, workshop: Workshop, added: readonly SessionInput[], there: number): Promise<void> {
    if (there + added.length > MOST_SESSIONS) {
      const fields = new Fields();
      fields.fault('title', 'too-many', { max: MOST_SESSIONS });
      fields.check();
    }
    const sessions = added.map((one) => ({ id: sessionId(this.ids.uuid()), ...readSession(one, workshop) }));
    await this.workshops.insertSessions(tx, workshop.id, sessions);
  }
}

function demandPoint(agenda: readonly AgendaSession[], id: SessionId): void {
  if (!agenda.some((session) => session.id === id)) throw new NotFound('session');
}

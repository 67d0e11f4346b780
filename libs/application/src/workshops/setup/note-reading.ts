import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { GroupId, WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';

/** What pages of a workshop hand out: there is no other transaction that could tell of it. */
@Injectable()
export class NoteWorkshopReading {
  constructor(private readonly audit: AuditLog) {}

  /** Each badge opens a seat: who had them all on a page is worth knowing. */
  async ofBadges(actor: Actor, workshop: WorkshopId): Promise<void> {
    await this.audit.note({
      action: 'workshop.badges-read',
      actor: actor.userId,
      subject: { kind: 'workshop', id: workshop },
    });
  }

  async ofSheet(actor: Actor, workshop: WorkshopId, group: GroupId): Promise<void> {
    await this.audit.note({
      action: 'workshop.sheet-read',
      actor: actor.userId,
      subject: { kind: 'workshop', id: workshop },
      detail: { group },
    });
  }
}

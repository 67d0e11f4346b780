import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../ports/audit-log.js';
import { WorkshopRoomStore } from '../../ports/workshop-room-store.js';
import { Fields } from '../../problems/fields.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';
import { RoomChanges } from './room-changes.js';

export interface OwnSeatCommand {
  readonly key?: string;
  readonly language: string;
  readonly languages: readonly string[];
  /** How others of the network reach them; left empty, they are listed nowhere. */
  readonly contact: string;
  readonly focalPoint: boolean;
}

const LONGEST_CONTACT = 200;

/** What participants say of themselves: their language, and whether and how the network lists them. */
@Injectable()
export class ChangeOwnSeat {
  constructor(
    private readonly changes: RoomChanges,
    private readonly room: WorkshopRoomStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(seat: Seat, command: OwnSeatCommand): Promise<void> {
    const fields = new Fields();
    const language = fields.oneOf('language', command.language, command.languages) ?? '';
    const contact = fields.optionalText('contact', command.contact.replace(/\s+/g, ' '), LONGEST_CONTACT);
    if (command.focalPoint && contact === undefined) fields.fault('contact', 'missing');
    fields.check();
    await this.changes.once(seat, command.key, async (tx, at) => {
      const { focalPoint } = command;
      await this.room.changeOwnSeat(tx, { language, focalPoint, at, ...(contact !== undefined && { contact }) });
      await this.audit.append(tx, {
        action: 'workshop.seat-changed',
        actor: SEAT_HOLDER,
        subject: { kind: 'workshop', id: seat.workshop },
        detail: { participant: seat.participant, language, listed: contact !== undefined, focalPoint },
      });
      return {};
    });
  }
}

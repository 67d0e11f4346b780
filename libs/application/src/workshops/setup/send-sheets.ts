import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { GroupId, WorkshopId } from '../../ids.js';
import type { Attachment, Mail } from '../../mail/mail.js';
import { AuditLog } from '../../ports/audit-log.js';
import { Outbox } from '../../ports/outbox.js';
import { Clock, Installation } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import type { Workshop, WorkshopGroup } from '../workshop.js';
import { demandWorkshopState, ledWorkshop } from './led-workshop.js';

interface Recipient {
  readonly hasAccount: boolean;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}
type AgencyGroup = WorkshopGroup & Required<Pick<WorkshopGroup, 'agencyId'>>;

export interface SentSheets {
  readonly letters: number;
  /** Groups for which nobody has an address. */
  readonly unreached: readonly string[];
}

/**
 * Each agency's data sheet to its leads and to its people of the roster who have an address, as an attachment: most of
 * them have no account, and a link would have to open without one.
 */
@Injectable()
export class SendSheets {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(
    actor: Actor,
    command: {
      readonly workshop: WorkshopId;
      /** Left out: all. */
      readonly group?: GroupId;
      /** Of each group in each language of the workshop: made before, since they take longer than a transaction should. */
      readonly sheets: readonly { readonly group: GroupId; readonly language: string; readonly file: Attachment }[];
    },
  ): Promise<SentSheets> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandWorkshopState('workshop.lead', workshop, 'planned', 'open');
      const groups = (await this.workshops.groups(tx, workshop.id))
        .filter((group): group is AgencyGroup => group.agencyId !== undefined)
        .filter(({ id }) => command.group === undefined || command.group === id);
      const recipientsOf = await this.recipients(tx, workshop);
      const mails: Mail[] = [];
      const reached: AgencyGroup[] = [];
      for (const group of groups) {
        const recipients = recipientsOf(group);
        if (recipients.length > 0) reached.push(group);
        for (const recipient of recipients) {
          const language = workshop.languages.includes(recipient.language) ? recipient.language : workshop.languages[0];
          const sheet = command.sheets.find((one) => one.group === group.id && one.language === language);
          if (sheet !== undefined) mails.push(this.letter(workshop, group, recipient, sheet.file));
        }
      }
      await this.outbox.postAll(tx, mails);
      await this.workshops.sheetsSent(
        tx,
        reached.map(({ id }) => id),
        this.clock.now(),
      );
      await this.audit.append(tx, {
        action: 'workshop.sheets-sent',
        actor: actor.userId,
        subject: { kind: 'workshop', id: workshop.id },
        detail: { groups: reached.length, letters: mails.length },
      });
      return {
        letters: mails.length,
        unreached: groups.filter((group) => !reached.includes(group)).map(({ name }) => name),
      };
    });
  }

  /** A lead who also comes gets one letter. */
  private async recipients(tx: Transaction, { id }: Workshop): Promise<(group: AgencyGroup) => readonly Recipient[]> {
    const leads = await this.workshops.leads(tx, id);
    const roster = await this.workshops.roster(tx, id);
    return ({ id: group, agencyId }) => {
      const people = [
        ...leads.filter(({ agency }) => agency === agencyId).map((lead) => ({ ...lead, hasAccount: true })),
        ...roster.filter((line) => line.agencyGroupId === group).map((line) => ({ ...line, hasAccount: false })),
      ].flatMap(({ name, email, language, hasAccount }) =>
        email === undefined ? [] : [{ name, email: email.toLowerCase(), language, hasAccount }],
      );
      return [...new Map([...people].reverse().map((one) => [one.email, one])).values()].reverse();
    };
  }

  private letter(
    workshop: Workshop,
    group: AgencyGroup,
    { name, email, language, hasAccount }: Recipient,
    attachment: Attachment,
  ): Mail {
    const link = `${this.installation.publicUrl}/workshops/${workshop.id}/sheets/${group.id}`;
    return {
      to: email,
      language,
      template: 'workshop-sheet',
      params: {
        name,
        agency: group.name,
        workshop: workshop.title,
        place: workshop.place,
        from: workshop.startsOn,
        to: workshop.endsOn,
        ...(hasAccount && { link }),
      },
      attachment,
    };
  }
}

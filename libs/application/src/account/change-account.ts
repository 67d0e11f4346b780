import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { Credentials, type AccountCard } from '../ports/credentials.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';

const LONGEST_NAME = 120;

/** What somebody is called, and in which language pages and mails speak. The address is the administrators' to change. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: Credentials,
    private readonly audit: AuditLog,
  ) {}

  async view(actor: Actor): Promise<AccountCard> {
    const card = await this.credentials.card(actor.userId);
    if (card === undefined) throw new NotFound('user');
    return card;
  }

  /** The language alone, as it is chosen on any page. */
  async speak(
    actor: Actor,
    command: { readonly language: string; readonly languages: readonly string[] },
  ): Promise<{ readonly language: string }> {
    const { name } = await this.view(actor);
    await this.execute(actor, { ...command, name });
    return { language: command.language };
  }

  async execute(
    actor: Actor,
    command: { readonly name: string; readonly language: string; readonly languages: readonly string[] },
  ): Promise<void> {
    const fields = new Fields();
    // One line: names stand in lists, in mails and on paper.
    const name = fields.text('name', command.name.replace(/\s+/g, ' '), LONGEST_NAME);
    const language = fields.oneOf('language', command.language, command.languages);
    fields.check();
    if (language === undefined) return;
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const subject = { kind: 'user', id: actor.userId };
      await this.audit.append(tx, { action: 'account.changed', actor: actor.userId, subject, detail: { language } });
      await this.credentials.setCard(actor.userId, { name, language });
    });
  }
}

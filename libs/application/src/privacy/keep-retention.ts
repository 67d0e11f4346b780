import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog } from '../ports/audit-log.js';
import { MailFolder } from '../ports/mail-folder.js';
import { RETENTION_CLASSES, RetentionStore, type RetentionClass } from '../ports/retention-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';

export type RetentionDays = Readonly<Record<RetentionClass, number>>;

export interface Retained {
  readonly class: RetentionClass;
  readonly days: number;
  /** Rows and letters that are due; gone, where they were to be purged. */
  readonly due: number;
}

const DAY_MS = 86_400_000;

/** Counts what has been kept for long enough, and deletes it when told so. A class a transaction: what is done is done. */
@Injectable()
export class KeepRetention {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: RetentionStore,
    private readonly letters: MailFolder,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(command: { readonly days: RetentionDays; readonly purge: boolean }): Promise<readonly Retained[]> {
    const done: Retained[] = [];
    for (const one of RETENTION_CLASSES) {
      const days = command.days[one];
      const before = new Date(this.clock.now().getTime() - days * DAY_MS);
      done.push({ class: one, days, due: await this.keep(one, before, command.purge) });
    }
    return done;
  }

  private keep(what: RetentionClass, before: Date, purge: boolean): Promise<number> {
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const rows = purge ? await this.store.purge(tx, what, before) : await this.store.count(tx, what, before);
      const letters = what === 'mails' ? await this.letters.older(before, purge ? 'remove' : 'count') : 0;
      const due = rows + letters;
      if (purge && due > 0) {
        const subject = { kind: 'retention', id: what };
        await this.audit.append(tx, { action: 'retention.purged', actor: SYSTEM, subject, detail: { rows: due } });
      }
      return due;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { UNDO_HOURS } from '../assessments/discard-evidence-file.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import type { Mail } from '../mail/mail.js';
import { AuditLog } from '../ports/audit-log.js';
import { FileStore } from '../ports/file-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { Outbox } from '../ports/outbox.js';
import { PlanStore, type DueFollowUp, type DueReminder, type Mailbox } from '../ports/plan-store.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { today } from '../rounds/round-day.js';

export interface KeptPlans {
  /** Letters about tasks. */
  readonly reminded: number;
  /** Letters that offer to look back. */
  readonly offered: number;
  /** Files of evidence that was removed for good. */
  readonly files: number;
}

const HOUR_MS = 3_600_000;

/**
 * What the calendar does to plans. Run by any number of workers, as often as one likes: a letter is written by whoever
 * writes down first that it was.
 */
@Injectable()
export class KeepPlans {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanStore,
    private readonly files: FileStore,
    private readonly instruments: InstrumentLibrary,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(): Promise<KeptPlans> {
    const now = this.clock.now();
    const due = await this.unitOfWork.run({ actor: SYSTEM }, async (tx) => ({
      reminders: await this.plans.dueReminders(tx, today(now)),
      followUps: await this.plans.dueFollowUps(tx, today(now)),
    }));
    let [reminded, offered] = [0, 0];
    for (const one of due.reminders) reminded += await this.tell(one, now, { kind: 'task', id: one.task.id });
    for (const one of due.followUps) offered += await this.tell(one, now, one.from);
    return { reminded, offered, files: await this.giveUp(now) };
  }

  /** How many letters. Nobody to write to is written down too: a lead who comes later is not told of last year. */
  private tell(
    notice: DueReminder | DueFollowUp,
    at: Date,
    subject: { readonly kind: 'task' | DueFollowUp['from']['kind']; readonly id: string },
  ): Promise<number> {
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const { agency, kind, day } = notice;
      const fresh = await this.plans.notify(tx, { ...notice, subject: subject.id, at });
      if (!fresh) return 0;
      const owner = 'task' in notice ? notice.task.ownerId : undefined;
      const mailboxes = await this.plans.recipients(tx, agency, owner);
      const titles = await this.titlesOf(notice);
      await this.outbox.postAll(
        tx,
        mailboxes.map((one) => this.letter(notice, one, titles)),
      );
      const detail = { kind, day, mails: mailboxes.length };
      await this.audit.append(tx, { action: 'plan.notice-sent', actor: SYSTEM, agency, subject, detail });
      return mailboxes.length;
    });
  }

  /** What a task is called, by language; a task in own words has one name for all. */
  private async titlesOf(notice: DueReminder | DueFollowUp): Promise<Titles> {
    if (!('task' in notice)) return () => '';
    const { what, origin } = notice.task;
    if (what !== undefined || origin === undefined) return () => what ?? '';
    const published = await this.instruments.find(origin.instrumentId, origin.instrumentVersion);
    return (language) => {
      const texts = published?.texts[language] ?? published?.texts['en'];
      return texts?.[`${origin.rule}.title`] ?? origin.rule;
    };
  }

  private letter(notice: DueReminder | DueFollowUp, { name, email: to, language }: Mailbox, titles: Titles): Mail {
    const base = this.installation.publicUrl;
    const about = { name, agency: notice.agencyName };
    if ('task' in notice) {
      const link = `${base}/plan/tasks/${notice.task.id}`;
      const template = notice.kind === 'overdue' ? 'plan-overdue' : 'plan-due';
      return { to, language, template, params: { ...about, task: titles(language), due: notice.day, link } };
    }
    const months = notice.kind === 'months-12' ? '12' : '6';
    if (notice.from.kind === 'workshop') {
      const link = `${base}/agencies/${notice.agency}/workshops`;
      return { to, language, template: 'workshop-follow-up', params: { ...about, title: notice.title, months, link } };
    }
    const link = `${base}/agencies/${notice.agency}/plan#follow-up`;
    return { to, language, template: 'plan-follow-up', params: { ...about, title: notice.title, months, link } };
  }

  private giveUp(now: Date): Promise<number> {
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const files = await this.plans.giveUpFiles(tx, new Date(now.getTime() - UNDO_HOURS * HOUR_MS));
      for (const file of files) await this.files.remove(tx, file);
      return files.length;
    });
  }
}

type Titles = (language: string) => string;

import { Injectable } from '@nestjs/common';
import { userId } from '../ids.js';
import { AuditLog, type AuditEntry } from '../ports/audit-log.js';
import { Clock } from '../ports/system.js';

/** Acts where nobody is signed in. */
export const VISITOR = userId('visitor');

const WINDOW_MS = 60_000;
/** Different things that one person is told of each minute; whatever exceeds it shares one row. */
const PER_ACTOR = 60;
const IN_ALL = 5_000;
const MANY = { kind: 'many', id: 'many' } as const;

interface Window {
  readonly entry: AuditEntry;
  readonly until: number;
  /** Times that are not in the audit yet. */
  more: number;
}

/**
 * Notes what somebody else decides the number of: refusals, throttled sign-ins. The first is written at once; the same
 * again within a minute is counted, and the count is one row more when the minute is over. A flood fills no disk.
 */
@Injectable()
export class BoundedNotes {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async note(entry: AuditEntry): Promise<void> {
    await this.sweep();
    const bounded = this.isTooMuch(entry) ? withoutSubject(entry) : entry;
    const key = keyOf(bounded);
    const open = this.windows.get(key);
    if (open !== undefined) {
      open.more += 1;
      return;
    }
    this.windows.set(key, { entry: bounded, until: this.clock.now().getTime() + WINDOW_MS, more: 0 });
    try {
      await this.audit.note(bounded);
    } catch (error) {
      this.windows.delete(key);
      throw error;
    }
  }

  /** Writes the counts of minutes that are over; of all, when the process ends. */
  async sweep(all = false): Promise<void> {
    const now = this.clock.now().getTime();
    for (const [key, { entry, until, more }] of this.windows) {
      if (!all && until > now) continue;
      this.windows.delete(key);
      if (more > 0) await this.audit.note({ ...entry, detail: { ...entry.detail, count: more } });
    }
  }

  private isTooMuch(entry: AuditEntry): boolean {
    if (this.windows.has(keyOf(entry))) return false;
    if (this.windows.size >= IN_ALL) return true;
    let mine = 0;
    for (const { entry: open } of this.windows.values()) if (open.actor === entry.actor) mine += 1;
    return mine >= PER_ACTOR;
  }
}

const keyOf = ({ actor, action, agency, subject, detail }: AuditEntry): string =>
  JSON.stringify([actor, action, agency, subject.kind, subject.id, detail?.['reason']]);

const withoutSubject = ({ action, actor }: AuditEntry): AuditEntry => ({ action, actor, subject: MANY });

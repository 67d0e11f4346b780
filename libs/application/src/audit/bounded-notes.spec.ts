import { beforeEach, describe, expect, it } from '@jest/globals';
import { userId } from '../ids.js';
import { AuditLog, type AuditEntry } from '../ports/audit-log.js';
import { Clock } from '../ports/system.js';
import { BoundedNotes } from './bounded-notes.js';

class Listed extends AuditLog {
  readonly rows: AuditEntry[] = [];
  fault: Error | undefined;
  append(): Promise<void> {
    return Promise.resolve();
  }
  note(entry: AuditEntry): Promise<void> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    this.rows.push(entry);
    return Promise.resolve();
  }
  agencyOf(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
class Hand extends Clock {
  at = 0;
  now(): Date {
    return new Date(this.at);
  }
}

const refusal = (id: string, actor = 'dara'): AuditEntry => ({
  action: 'access.denied',
  actor: userId(actor),
  subject: { kind: 'assessment', id },
  detail: { reason: 'not-found' },
});

describe('what others decide the number of', () => {
  let audit: Listed;
  let clock: Hand;
  let notes: BoundedNotes;
  beforeEach(() => {
    [audit, clock] = [new Listed(), new Hand()];
    notes = new BoundedNotes(audit, clock);
  });

  it('is written at once the first time, and as a count when its minute is over', async () => {
    for (let time = 0; time < 500; time += 1) await notes.note(refusal('a'));
    expect(audit.rows).toEqual([refusal('a')]);
    clock.at = 60_001;
    await notes.sweep();
    expect(audit.rows[1]?.detail).toEqual({ reason: 'not-found', count: 499 });
    await notes.sweep(true);
    expect(audit.rows).toHaveLength(2);
  });

  it('is written at once again in the next minute', async () => {
    await notes.note(refusal('a'));
    clock.at = 60_001;
    await notes.note(refusal('a'));
    expect(audit.rows).toEqual([refusal('a'), refusal('a')]);
  });

  it('shares a row from the sixty-first thing of a minute on, and lets others have theirs', async () => {
    for (let thing = 0; thing < 1000; thing += 1) await notes.note(refusal(`thing ${thing}`));
    expect(audit.rows).toHaveLength(61);
    expect(audit.rows[60]).toEqual({
      action: 'access.denied',
      actor: userId('dara'),
      subject: { kind: 'many', id: 'many' },
    });
    await notes.note(refusal('a', 'egon'));
    expect(audit.rows).toHaveLength(62);
    await notes.sweep(true);
    expect(audit.rows[62]?.detail).toEqual({ count: 939 });
  });

  it('is written at the next time when the first could not be', async () => {
    audit.fault = new Error('away');
    await expect(notes.note(refusal('a'))).rejects.toThrow('away');
    audit.fault = undefined;
    await notes.note(refusal('a'));
    expect(audit.rows).toHaveLength(1);
  });
});

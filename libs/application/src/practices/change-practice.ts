import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { PracticeId, UserId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { PracticeStore } from '../ports/practice-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { RevisionConflict } from '../problems/problems.js';
import { openedPractice } from './opened-practice.js';
import { contextOf, readEntry, type EntryInput } from './read-entry.js';
import type { PracticeEntry, PracticeState, RegionalPractice } from './regional-practice.js';

export interface ChangePracticeCommand {
  readonly practice: PracticeId;
  readonly entry: EntryInput;
  readonly publish: boolean;
  /** The revision that the form showed. */
  readonly expected: number;
}

/** What was frozen before stays as it was. Throws `RevisionConflict<RegionalPractice>` when somebody was faster. */
@Injectable()
export class ChangePractice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly practices: PracticeStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: ChangePracticeCommand): Promise<{ readonly revision: number }> {
    const offered = await this.instruments.offered();
    const now = this.clock.now();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await openedPractice(this.practices, tx, { actor, practice: command.practice });
      const found = (await this.practices.lock(tx, opened.id)) ?? opened;
      const entry = readEntry(command.entry, contextOf(offered, now));
      const state = stateAfter(found.state, command.publish);
      const checkedBy = checkerOf(found, entry, actor.userId);
      const changed = { ...entry, id: found.id, state, ...(checkedBy !== undefined && { checkedBy }) };
      const revision = await this.practices.change(tx, changed, command.expected);
      if (revision === undefined) throw new RevisionConflict<RegionalPractice>(found);
      await this.audit.append(tx, {
        action: 'practice.changed',
        actor: actor.userId,
        subject: { kind: 'practice', id: found.id },
        detail: { revision, state },
      });
      return { revision };
    });
  }
}

/** What is published is taken back by withdrawing it, which asks first. */
const stateAfter = (state: PracticeState, publish: boolean): PracticeState =>
  publish || state === 'published' ? 'published' : state;

/** Whoever said that they read the source on that day; another day is another person's word. */
function checkerOf(found: RegionalPractice, { checkedOn, source }: PracticeEntry, by: UserId): UserId | undefined {
  if (checkedOn === undefined) return undefined;
  const same = found.checkedOn === checkedOn && found.source.url === source.url && found.source.title === source.title;
  return same ? (found.checkedBy ?? by) : by;
}

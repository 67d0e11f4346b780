import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import { practiceId, type PracticeId, type RegionId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { PlaceStore } from '../ports/place-store.js';
import { PracticeStore } from '../ports/practice-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { contextOf, readEntry, type EntryInput } from './read-entry.js';

export interface AddPracticeCommand {
  readonly region: RegionId;
  readonly entry: EntryInput;
  /** Else it is a draft, which nobody but those who keep the region's entries sees. */
  readonly publish: boolean;
}

/** A coordinator adds to the library of a region what agencies there, or elsewhere, have done. */
@Injectable()
export class AddPractice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly practices: PracticeStore,
    private readonly places: PlaceStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `InputRefused` with every fault. */
  async execute(actor: Actor, command: AddPracticeCommand): Promise<{ readonly practice: PracticeId }> {
    const offered = await this.instruments.offered();
    const now = this.clock.now();
    const id = practiceId(this.ids.uuid());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const region = await this.places.region(tx, command.region);
      if (region === undefined) throw new NotFound('region');
      authorizeAtRegion(actor, 'practice.define', region.id);
      const entry = readEntry(command.entry, contextOf(offered, now));
      const state = command.publish ? 'published' : 'draft';
      await this.practices.insert(tx, {
        ...entry,
        id,
        regionId: region.id,
        state,
        ...(entry.checkedOn !== undefined && { checkedBy: actor.userId }),
        createdBy: actor.userId,
        createdAt: now,
      });
      await this.audit.append(tx, {
        action: 'practice.added',
        actor: actor.userId,
        subject: { kind: 'practice', id },
        detail: { region: region.id, state },
      });
      return { practice: id };
    });
  }
}

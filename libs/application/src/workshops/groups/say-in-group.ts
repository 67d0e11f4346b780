import { Injectable } from '@nestjs/common';
import { isUuid } from '../../ids.js';
import { Clock } from '../../ports/system.js';
import { WorkshopGroupsStore, type GroupChange } from '../../ports/workshop-groups-store.js';
import { InputRefused, NotFound, RevisionConflict } from '../../problems/problems.js';
import { NotInAgencyGroup, SeatUnusable, WorkshopWrongState } from '../../problems/workshop-problems.js';
import type { Seat } from '../seat.js';
import type { Said, StandingText } from './group-work.js';

/** What the use cases that speak in a group share: one call, and its refusals by their names. */
@Injectable()
export class GroupVoice {
  constructor(
    private readonly groups: WorkshopGroupsStore,
    private readonly clock: Clock,
  ) {}

  /** Throws `RevisionConflict<StandingText>` when somebody else was faster. */
  async say(seat: Seat, key: string | undefined, change: GroupChange): Promise<Said> {
    if (key !== undefined && !isUuid(key))
      throw new InputRefused([{ code: 'input.not-in-list', path: 'key', detail: {} }]);
    const from = { seat: seat.key, at: this.clock.now(), ...(key !== undefined && { key }) };
    const said = await this.groups.say(from, change);
    switch (said.kind) {
      case 'recorded':
        return { revision: said.revision, at: said.at };
      case 'conflict':
        throw new RevisionConflict<StandingText>(said.standing);
      case 'missing':
        throw new NotFound(change.kind);
      case 'no-seat':
        throw new SeatUnusable();
      case 'no-group':
        throw new NotInAgencyGroup();
      case 'not-open':
        throw new WorkshopWrongState(`workshop.${change.kind}`, said.state);
    }
  }
}

import { Injectable } from '@nestjs/common';
import { isUuid } from '../../ids.js';
import { Clock } from '../../ports/system.js';
import { WorkshopGroupsStore, type GroupChange, type SaidInGroup } from '../../ports/workshop-groups-store.js';
import type { Problem } from '../../problems/problem.js';
import { InputRefused, NotFound, RevisionConflict } from '../../problems/problems.js';
import {
  AlreadyCounted,
  NotInAgencyGroup,
  SeatUnusable,
  WorkshopWrongState,
} from '../../problems/workshop-problems.js';
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
    if (said.kind === 'recorded') return { revision: said.revision, at: said.at };
    throw refusalOf(said, change.kind);
  }
}

function refusalOf(said: Exclude<SaidInGroup, { readonly kind: 'recorded' }>, asked: GroupChange['kind']): Problem {
  switch (said.kind) {
    case 'conflict':
      return new RevisionConflict<StandingText>(said.standing);
    case 'missing':
      return new NotFound(asked);
    case 'no-seat':
      return new SeatUnusable();
    case 'no-group':
      return new NotInAgencyGroup();
    case 'already-counted':
      return new AlreadyCounted();
    case 'not-open':
      return new WorkshopWrongState(`workshop.${asked}`, said.state);
  }
}

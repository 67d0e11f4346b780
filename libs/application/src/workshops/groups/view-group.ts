import { Injectable } from '@nestjs/common';
import type { Question } from '@isonomia/instrument';
import type { Practice } from '@isonomia/outcome';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { PracticeLibrary } from '../../ports/practice-library.js';
import { Clock, Hasher } from '../../ports/system.js';
import { WorkshopGroupsStore } from '../../ports/workshop-groups-store.js';
import { practicesFor } from '../../practices/practices-for.js';
import { SeatUnusable } from '../../problems/workshop-problems.js';
import type { Seat } from '../seat.js';
import { agencyTypeOf, instrumentOf, questionsAsked } from './asked-of-group.js';
import { groupResult, type GroupResult } from './group-result.js';
import type { GroupWork } from './group-work.js';

export interface GroupView {
  readonly published: PublishedInstrument;
  readonly work: GroupWork;
  /** In the order of the instrument; none where the seat is in no agency's group. */
  readonly questions: readonly Question[];
  readonly practices: readonly Practice[];
}

/** Everything that a participant's pages show of the groups they sit in. */
@Injectable()
export class ViewGroup {
  constructor(
    private readonly groups: WorkshopGroupsStore,
    private readonly instruments: InstrumentLibrary,
    private readonly library: PracticeLibrary,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
  ) {}

  async execute(seat: Seat): Promise<GroupView> {
    const published = await instrumentOf(this.instruments, seat);
    const work = await this.groups.work({ seat: seat.key, at: this.clock.now() });
    if (work === undefined) throw new SeatUnusable();
    const practices = practicesFor(await this.library.all(), published);
    return { published, work, practices, questions: questionsFor(seat, published, work) };
  }

  /** The group's result, as its consensus stands. Throws `NotInAgencyGroup`. */
  async result(seat: Seat): Promise<GroupView & { readonly result: GroupResult }> {
    const agencyType = agencyTypeOf(seat);
    const view = await this.execute(seat);
    const { work, published } = view;
    const { hasher } = this;
    const of = { published, hasher, agencyType, variant: seat.variant, reference: work.reference };
    return { ...view, result: groupResult({ ...of, consensus: work.consensus }) };
  }
}

function questionsFor(seat: Seat, published: PublishedInstrument, work: GroupWork): readonly Question[] {
  if (seat.group?.kind !== 'agency' || seat.agencyType === undefined) return [];
  const own = work.answers.filter(({ by }) => by === seat.participant);
  const asked = { variant: seat.variant, agencyType: seat.agencyType };
  return questionsAsked(published, asked, { consensus: work.consensus, own });
}

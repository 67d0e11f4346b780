import { askedQuestions, parseAnswer, type Answer, type Fault, type Question } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../../access/access.js';
import type { Actor } from '../../actor.js';
import type { GroupId, ParticipantId, UserId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork, type Scope, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopStore, type SheetAgency } from '../../ports/workshop-store.js';
import { InputRefused, NotFound, UnknownInstrument } from '../../problems/problems.js';
import { NotInAgencyGroup, WorkshopWrongState } from '../../problems/workshop-problems.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';
import type { Workshop, WorkshopGroup } from '../workshop.js';

/** Who asks: somebody signed in, of the group that they name, or a seat, of its own. */
export type SheetHolder = { readonly actor: Actor; readonly group: GroupId } | { readonly seat: Seat };

export interface SheetView {
  readonly workshop: Workshop;
  readonly group: WorkshopGroup;
  readonly agency: SheetAgency;
  readonly published: PublishedInstrument;
  /** Asked of this agency without any condition on other answers. */
  readonly questions: readonly Question[];
  /** Whoever leads the workshop finds the way back to its other pages. */
  readonly leads: boolean;
}

export interface ReturnedSheet {
  /** Tables that were taken; those that the group agreed on itself stay as they are. */
  readonly filled: number;
}

/** A group's data sheet, for those who lead the workshop or the agency and for the seats of the group. */
@Injectable()
export class ViewSheet {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  async execute(holder: SheetHolder): Promise<SheetView> {
    const scope = scopeOf(holder, this.clock.now());
    const found = await this.unitOfWork.run(scope, (tx) => this.find(tx, holder));
    const { instrumentId, instrumentVersion, variant } = found.workshop;
    const published = await this.instruments.find(instrumentId, instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    const selection = { variant, agencyType: found.agency.type, answers: {} };
    return {
      ...found,
      published,
      questions: askedQuestions(published.instrument, selection),
      leads: leads(holder, found),
    };
  }

  private async find(tx: Transaction, holder: SheetHolder): Promise<Pick<SheetView, 'workshop' | 'group' | 'agency'>> {
    const id = groupOf(holder);
    const agency = await this.workshops.sheetAgency(tx, id);
    const workshop = agency === undefined ? undefined : await this.workshops.find(tx, agency.workshop);
    if (agency === undefined || workshop === undefined || !mayFill(holder, workshop, agency))
      throw new NotFound('group');
    const group = (await this.workshops.groups(tx, workshop.id)).find((one) => one.id === id);
    if (group === undefined) throw new NotFound('group');
    return { workshop, group, agency };
  }
}

const leads = (holder: SheetHolder, { workshop: { regionId } }: Pick<SheetView, 'workshop'>): boolean =>
  'actor' in holder && mayAtAgency(holder.actor, 'workshop.lead', { regionId });

/** What row-level security lets through, said once more in words of roles. */
const mayFill = (holder: SheetHolder, { regionId }: Workshop, { id: agencyId }: SheetAgency): boolean =>
  'seat' in holder ||
  mayAtAgency(holder.actor, 'workshop.lead', { regionId }) ||
  mayAtAgency(holder.actor, 'workshop.follow', { agencyId });

function groupOf(holder: SheetHolder): GroupId {
  if (!('seat' in holder)) return holder.group;
  const { group } = holder.seat;
  if (group?.kind !== 'agency') throw new NotInAgencyGroup();
  return group.id;
}

const scopeOf = (holder: SheetHolder, at: Date): Scope =>
  'seat' in holder ? { actor: SEAT_HOLDER, seat: { key: holder.seat.key, at } } : { actor: holder.actor.userId };

/** The figures of a returned sheet, for the group. Refused whole, with every fault, when one of them is not legal. */
@Injectable()
export class ReturnSheet {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly view: ViewSheet,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** `answers`: question → entry of an answer file, as read from the sheet. */
  async execute(holder: SheetHolder, answers: Readonly<Record<string, unknown>>): Promise<ReturnedSheet> {
    const { workshop, group, published, questions } = await this.view.execute(holder);
    if (workshop.state === 'closed') throw new WorkshopWrongState('workshop.sheet-returned', workshop.state);
    const parsed = parsedAnswers(published, questions, answers);
    const by: UserId | ParticipantId = 'seat' in holder ? holder.seat.participant : holder.actor.userId;
    const at = this.clock.now();
    return this.unitOfWork.run(scopeOf(holder, at), async (tx) => {
      const filled = await this.workshops.fillFromSheet(tx, { group: group.id, answers: parsed, by, at });
      if (filled === undefined) throw new NotFound('group');
      await this.audit.append(tx, {
        action: 'workshop.sheet-returned',
        actor: 'seat' in holder ? SEAT_HOLDER : holder.actor.userId,
        subject: { kind: 'workshop', id: workshop.id },
        detail: { group: group.id, filled, ...('seat' in holder && { participant: holder.seat.participant }) },
      });
      return { filled };
    });
  }
}

function parsedAnswers(
  { instrument }: PublishedInstrument,
  questions: readonly Question[],
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Answer>> {
  const faults: Fault[] = [];
  const read = Object.entries(answers).flatMap(([id, raw]) => {
    const question = questions.find((one) => one.id === id);
    if (question === undefined) throw new NotFound('question');
    const parsed = parseAnswer(instrument, question, raw);
    if (parsed.ok) return [[id, parsed.answer] as const];
    faults.push(...parsed.faults);
    return [];
  });
  if (faults.length > 0) throw new InputRefused(faults);
  return Object.fromEntries(read);
}

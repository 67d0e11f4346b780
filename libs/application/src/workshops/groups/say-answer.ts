import { Injectable } from '@nestjs/common';
import { findQuestion, type Answer, type Question } from '@isonomia/instrument';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { Clock } from '../../ports/system.js';
import { WorkshopGroupsStore } from '../../ports/workshop-groups-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import { SeatUnusable } from '../../problems/workshop-problems.js';
import type { Seat } from '../seat.js';
import { agencyTypeOf, askedQuestion, instrumentOf, isFigure, readSaid } from './asked-of-group.js';
import type { Said } from './group-work.js';
import { GroupVoice } from './say-in-group.js';

const LONGEST_NOTE = 1000;

export interface SayAnswerCommand {
  readonly question: string;
  /** One entry of an answer file, as it came in; undefined takes one's own answer back. */
  readonly answer: unknown;
  readonly note?: string;
  readonly expected?: number;
  /** Made where it was typed: sent again, it counts once. */
  readonly key?: string;
}

/** What questions with a condition look at: only those cost a read. */
@Injectable()
export class GroupQuestions {
  constructor(
    private readonly groups: WorkshopGroupsStore,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  async selection(seat: Seat, question: string) {
    const agencyType = agencyTypeOf(seat);
    const published = await instrumentOf(this.instruments, seat);
    const answers = await this.context(seat, published, question);
    return { published, selection: { variant: seat.variant, agencyType, answers } };
  }

  /** A question that this group is asked; throws `NotFound` for any other. */
  async find(
    seat: Seat,
    id: string,
  ): Promise<{ readonly published: PublishedInstrument; readonly question: Question }> {
    const { published, selection } = await this.selection(seat, id);
    return { published, question: askedQuestion(published.instrument, selection, id) };
  }

  private async context(
    seat: Seat,
    { instrument }: PublishedInstrument,
    question: string,
  ): Promise<Readonly<Record<string, Answer>>> {
    if (findQuestion(instrument, question)?.when === undefined) return {};
    const work = await this.groups.work({ seat: seat.key, at: this.clock.now() });
    if (work === undefined) throw new SeatUnusable();
    const own = work.answers.filter(({ by }) => by === seat.participant);
    return Object.fromEntries([...own, ...work.consensus].map((one) => [one.question, one.answer]));
  }
}

/** One member's own answer: kept beside those of the others, and never shown outside their group. */
@Injectable()
export class SayAnswer {
  constructor(
    private readonly questions: GroupQuestions,
    private readonly voice: GroupVoice,
  ) {}

  async execute(seat: Seat, command: SayAnswerCommand): Promise<Said> {
    const { published, selection } = await this.questions.selection(seat, command.question);
    const note = noteOf(command.note);
    const expected = command.expected === undefined ? {} : { expected: command.expected };
    if (command.answer === undefined) {
      const { id } = askedQuestion(published.instrument, selection, command.question);
      return this.voice.say(seat, command.key, { kind: 'answer', question: id, ...expected });
    }
    const { question, answer } = readSaid(published.instrument, selection, command);
    if (isFigure(question)) throw new NotFound('question');
    return this.voice.say(seat, command.key, { kind: 'answer', question: question.id, answer, ...note, ...expected });
  }
}

/** What the group holds together; who writes it down agrees to it. */
@Injectable()
export class SayConsensus {
  constructor(
    private readonly questions: GroupQuestions,
    private readonly voice: GroupVoice,
  ) {}

  async execute(seat: Seat, command: SayAnswerCommand): Promise<Said> {
    const { published, selection } = await this.questions.selection(seat, command.question);
    const note = noteOf(command.note);
    const expected = command.expected === undefined ? {} : { expected: command.expected };
    const incoming = { question: command.question, answer: command.answer ?? null };
    const { question, answer } = readSaid(published.instrument, selection, incoming);
    const change = { kind: 'consensus', question: question.id, answer, ...note, ...expected } as const;
    return this.voice.say(seat, command.key, change);
  }
}

export interface SayAgreementCommand {
  readonly question: string;
  readonly agrees: boolean;
  /** What one holds instead; of those who agree none is kept. */
  readonly view?: string;
  /** The revision of the consensus that the phone showed. */
  readonly expected: number;
  readonly key?: string;
}

/** Whether one agrees to the text of the consensus, and what one holds instead. */
@Injectable()
export class SayAgreement {
  constructor(private readonly voice: GroupVoice) {}

  async execute(seat: Seat, command: SayAgreementCommand): Promise<Said> {
    agencyTypeOf(seat);
    const { question, agrees, expected } = command;
    const fields = new Fields();
    const view = agrees ? undefined : fields.text('view', command.view, LONGEST_NOTE);
    fields.check();
    const change = { kind: 'agreement', question, agrees, expected, ...(view !== undefined && { view }) } as const;
    return this.voice.say(seat, command.key, change);
  }
}

function noteOf(typed: string | undefined): { readonly note?: string } {
  const fields = new Fields();
  const note = fields.optionalText('note', typed, LONGEST_NOTE);
  fields.check();
  return note === undefined ? {} : { note };
}

import { Injectable } from '@nestjs/common';
import { askedQuestions, type DimensionId, type Instrument } from '@isonomia/instrument';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { RoundReader, type Board, type BoardFilter, type BoardLine } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UnknownInstrument } from '../problems/problems.js';
import { openedRound } from './locked-round.js';
import type { Round } from './round.js';

interface DimensionCount {
  readonly dimension: DimensionId;
  /** At most `asked`. */
  readonly answered: number;
  /** Questions that an agency of this type is asked before it has answered anything. */
  readonly asked: number;
}

export interface BoardAgency extends Omit<BoardLine, 'answered'> {
  readonly dimensions: readonly DimensionCount[];
}

export interface BoardView {
  readonly round: Round;
  readonly published: PublishedInstrument;
  readonly agencies: readonly BoardAgency[];
  readonly totals: Board['totals'];
  /** Where the next page begins; absent on the last. */
  readonly next?: NonNullable<BoardFilter['after']>;
  readonly may: {
    readonly define: boolean;
    readonly invite: boolean;
    readonly close: boolean;
    readonly release: boolean;
  };
}

export type BoardCommand = Partial<BoardFilter> & { readonly round: RoundId };

const PAGE = 50;
const LONGEST_PAGE = 200;

/** How far the agencies are: counts and dates. Answers and scores stay where they are. */
@Injectable()
export class ViewBoard {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor, { round: id, ...filter }: BoardCommand): Promise<BoardView> {
    const round = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      openedRound(this.rounds, tx, { actor, action: 'round.view', round: id }),
    );
    const published = await this.instruments.find(round.instrumentId, round.instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(round.instrumentId, round.instrumentVersion);
    const size = Math.max(1, Math.min(filter.size ?? PAGE, LONGEST_PAGE));
    const asked = askedOf(published.instrument, round.variant);
    // One more than shown tells whether there is a next page.
    const { agencies, totals } = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      this.reader.board(tx, round.id, asked.dimensionOf, { ...filter, size: size + 1 }),
    );
    const shown = agencies.slice(0, size);
    const last = shown.at(-1);
    return {
      round,
      published,
      agencies: shown.map((line) => counted(line, asked.byType)),
      totals,
      ...(agencies.length > size && last !== undefined && { next: { name: last.name, id: last.agency } }),
      may: permissionsOf(actor, round),
    };
  }
}

function permissionsOf(actor: Actor, { regionId }: Round): BoardView['may'] {
  const place = { regionId };
  return {
    define: mayAtAgency(actor, 'round.define', place),
    invite: mayAtAgency(actor, 'round.invite', place),
    close: mayAtAgency(actor, 'round.close', place),
    release: mayAtAgency(actor, 'release.make', place),
  };
}

type AskedOfType = ReadonlyMap<DimensionId, number>;

/** Questions that have to be answered, as they are asked before an answer decides on others. */
function askedOf(instrument: Instrument, variant: string) {
  const required = (agencyType: string) =>
    askedQuestions(instrument, { variant, agencyType, answers: {} }).filter(({ optional }) => !optional);
  const questions = instrument.agencyTypes.flatMap(required);
  return {
    dimensionOf: Object.fromEntries(questions.map(({ id, dimension }) => [id, dimension])),
    byType: (agencyType: string): AskedOfType => {
      const counts = new Map<DimensionId, number>();
      for (const { dimension } of required(agencyType)) counts.set(dimension, (counts.get(dimension) ?? 0) + 1);
      return counts;
    },
  };
}

function counted({ answered, ...line }: BoardLine, byType: (agencyType: string) => AskedOfType): BoardAgency {
  const dimensions = [...byType(line.type)].map(([dimension, asked]) => ({
    dimension,
    asked,
    answered: Math.min(answered[dimension] ?? 0, asked),
  }));
  return { ...line, dimensions };
}

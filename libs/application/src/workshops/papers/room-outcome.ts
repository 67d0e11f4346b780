import { composeWorkshopOutcome, type AgencyGroup, type ShownFigures } from '@isonomia/comparison';
import { askedQuestions, findQuestion, instrumentId, parseAnswer, type Answer } from '@isonomia/instrument';
import type { Practice } from '@isonomia/outcome';
import { Injectable } from '@nestjs/common';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { QuizLibrary } from '../../ports/quiz-library.js';
import type { Transaction } from '../../ports/unit-of-work.js';
import { WorkshopPapersStore, type GatheredGroup, type GatheredRoom } from '../../ports/workshop-papers-store.js';
import { WorkshopQuizStore } from '../../ports/workshop-quiz-store.js';
import { PracticeShelf } from '../../practices/practice-shelf.js';
import { holdingOf } from '../../review/contributions.js';
import { instrumentOf } from '../groups/asked-of-group.js';
import type { Workshop } from '../workshop.js';
import type { FrozenWorkshop } from './frozen.js';
import { practicesOfRoom } from './practices-of-room.js';
import { quizPhases } from './quiz-phases.js';

/** What a workshop would leave if it were frozen now: for those who lead it, before and when they do. */
@Injectable()
export class RoomOutcome {
  constructor(
    private readonly papers: WorkshopPapersStore,
    private readonly instruments: InstrumentLibrary,
    private readonly shelf: PracticeShelf,
    private readonly quizzes: WorkshopQuizStore,
    private readonly library: QuizLibrary,
  ) {}

  async compose(
    tx: Transaction,
    workshop: Workshop,
  ): Promise<{ readonly body: FrozenWorkshop; readonly room: GatheredRoom }> {
    const room = await this.papers.gather(tx, workshop.id);
    const published = await instrumentOf(this.instruments, workshop);
    const outcome = composeWorkshopOutcome({
      ...room,
      facts: factsOf(workshop, room),
      instrument: published.instrument,
      version: { id: workshop.instrumentId, version: workshop.instrumentVersion, variant: workshop.variant },
      groups: room.groups.map((group) => agencyGroup(group, { room, workshop, published })),
      ...earlierFigures(room),
      quiz: await this.quiz(tx, workshop),
    });
    const practices = practicesOfRoom(outcome, await this.practices(tx, workshop, published));
    // Through JSON, as the database will give it back.
    return { body: JSON.parse(JSON.stringify({ outcome, practices })) as FrozenWorkshop, room };
  }

  private async quiz(tx: Transaction, { quiz, id }: Workshop) {
    if (!quiz) return [];
    return quizPhases(await this.library.quiz(), await this.quizzes.tallies(tx, id));
  }

  private practices(
    tx: Transaction,
    { regionId }: Workshop,
    published: PublishedInstrument,
  ): Promise<readonly Practice[]> {
    return this.shelf.about(tx, published, regionId);
  }
}

function factsOf(workshop: Workshop, { region, fictional }: GatheredRoom) {
  const { title, place, startsOn, endsOn, timeZone, organisers, donors, purpose, languages, reference } = workshop;
  const about = { title, place, startsOn, endsOn, timeZone, organisers, donors, languages, reference };
  return { ...about, region, fictional, ...(purpose !== undefined && { purpose }) };
}

/** The last that were printed: later ones were taken from them, or are withheld for their sake. */
function earlierFigures({ before }: GatheredRoom): { readonly earlier?: ShownFigures } {
  const shown = before.map(({ figures }) => figures).filter((figures) => figures.state === 'shown');
  const last = shown.at(-1);
  return last === undefined ? {} : { earlier: last };
}

interface Around {
  readonly room: GatheredRoom;
  readonly workshop: Workshop;
  readonly published: PublishedInstrument;
}

function agencyGroup(group: GatheredGroup, around: Around): AgencyGroup {
  const { id, name, country, agencyType, choice, shownInRoom } = group;
  const wasNamed = around.room.before.some(({ consents }) => consents[id] === 'named');
  return {
    id,
    name,
    country,
    agencyType,
    holding: holdingOf({ id: group.agency, country: { id: group.countryId }, ministry: group.ministry }),
    seen: shownInRoom || wasNamed,
    ...(choice !== 'withheld' && { result: { choice, answers: answersOf(group, around) } }),
  };
}

/** What is asked of this agency and holds an answer that its question allows. */
function answersOf({ agencyType, consensus }: GatheredGroup, { workshop, published: { instrument } }: Around) {
  const { variant, reference } = workshop;
  const held = Object.entries(consensus).flatMap(([id, raw]): readonly (readonly [string, Answer])[] => {
    const question = findQuestion(instrument, id);
    const parsed = question === undefined ? undefined : parseAnswer(instrument, question, raw);
    return parsed?.ok === true ? [[id, parsed.answer]] : [];
  });
  const asked = new Set<string>(
    askedQuestions(instrument, { variant, agencyType, answers: Object.fromEntries(held) }).map(({ id }) => id),
  );
  return {
    instrument: instrumentId(instrument.id),
    version: instrument.version,
    variant,
    agencyType,
    reference,
    answers: Object.fromEntries(held.filter(([id]) => asked.has(id))),
  };
}

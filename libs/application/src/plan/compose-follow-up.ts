import { Injectable } from '@nestjs/common';
import { ownTrend } from '@isonomia/comparison';
import { seedOf } from '@isonomia/outcome';
import type { Agency } from '../agencies/agency.js';
import type { TaskId } from '../ids.js';
import { CarryStore, type StandingAssessment } from '../ports/carry-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { OutcomeStore, type StoredOutcome } from '../ports/outcome-store.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock, Hasher } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { today } from '../rounds/round-day.js';
import { followUpTask, textsFor, type FollowUp, type FollowUpTask } from './follow-up.js';
import type { Adoption, PlanTask, TaskEvidence } from './plan.js';
import { publishedFor } from './view-plan.js';

const MOST_STANDING = 8;

/** Freezes the plan of an agency as it is now, beside the outcome that it started from. */
@Injectable()
export class FollowUpComposer {
  constructor(
    private readonly plans: PlanStore,
    private readonly outcomes: OutcomeStore,
    private readonly carries: CarryStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
    private readonly hasher: Hasher,
    private readonly clock: Clock,
  ) {}

  async compose(
    tx: Transaction,
    { agency, adoption, started }: { agency: Agency; adoption: Adoption; started: StoredOutcome },
  ): Promise<FollowUp> {
    const tasks = await this.plans.ofAgency(tx, agency.id);
    const takenOn = today(this.clock.now());
    const later = await this.later(tx, agency, started);
    const printed = await this.tasks(tx, agency, tasks, takenOn);
    const published = await publishedFor(this.instruments, tasks);
    const { instrument, assessment } = headOf(started, adoption);
    const { marking } = agency;
    return {
      format: 'isonomia.follow-up/1',
      takenOn,
      adoptedOn: adoption.on,
      agency: {
        id: agency.id,
        name: agency.name,
        fictional: agency.fictional,
        ...(marking !== undefined && { marking }),
      },
      assessment,
      instrument,
      tasks: printed,
      ...(later !== undefined && { later }),
      texts: textsFor(published, printed, later?.dimensions.map(({ dimension }) => dimension) ?? []),
    };
  }

  private async tasks(
    tx: Transaction,
    agency: Agency,
    tasks: readonly PlanTask[],
    day: string,
  ): Promise<readonly FollowUpTask[]> {
    const histories = await this.plans.historyOfAgency(tx, agency.id);
    const evidence = (await this.plans.evidence(tx, agency.id)).filter(({ removedAt }) => removedAt === undefined);
    const people = [...histories.values()].flat().flatMap(({ body }) => body.ownerId ?? []);
    const names = await this.directory.namesOf([...new Set(people)]);
    const published = await publishedFor(this.instruments, tasks);
    const owners = new Map(published.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule.owner] as const)));
    const ofTask = (id: TaskId): readonly TaskEvidence[] => evidence.filter((one) => one.task === id);
    return tasks.map((task) =>
      followUpTask(
        { task, history: histories.get(task.id) ?? [], evidence: ofTask(task.id) },
        { names, today: day, owners },
      ),
    );
  }

  /** Only what the bridge between both questionnaires lets be compared. */
  private async later(tx: Transaction, agency: Agency, started: StoredOutcome): Promise<FollowUp['later']> {
    const last = (await this.carries.standing(tx, agency.id, MOST_STANDING)).at(-1);
    if (last === undefined || !isLater(last, started)) return undefined;
    const now = await this.outcomes.latest(tx, last.assessment);
    if (now === undefined) return undefined;
    const { instrument } = now.outcome;
    const seed = seedOf(instrument, (text) => this.hasher.sha256(text));
    const trend = ownTrend([started.outcome, now.outcome], seed);
    const [before, after] = trend.points;
    const dimensions = trend.dimensions.map((dimension) => {
      const [then, thereafter] = [before?.dimensions[dimension]?.evidenced, after?.dimensions[dimension]?.evidenced];
      return {
        dimension,
        ...(then !== undefined && { before: then }),
        ...(thereafter !== undefined && { after: thereafter }),
      };
    });
    return { title: last.title, reference: last.reference, items: trend.items.length, dimensions };
  }
}

const isLater = (last: StandingAssessment, { assessmentId, outcome }: StoredOutcome): boolean =>
  last.assessment !== assessmentId &&
  last.instrument === outcome.instrument.id &&
  last.reference.to > outcome.answers.reference.to;

const headOf = ({ outcome }: StoredOutcome, { title }: Adoption) => ({
  instrument: { id: outcome.instrument.id, version: outcome.instrument.version },
  assessment: { title, reference: { from: outcome.answers.reference.from, to: outcome.answers.reference.to } },
});
